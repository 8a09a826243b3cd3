/** Which rows are selected, and from which one a range is drawn. */
export type Selection = { ids: ReadonlySet<string>; from: string | null }

export const NOTHING: Selection = { ids: new Set(), from: null }

/** Selects a row or takes it out; as a range, all from the last one that was touched to it become as it becomes. */
export const toggled = (
  { ids, from }: Selection,
  order: readonly string[],
  id: string,
  isRange: boolean,
): Selection => {
  const start = isRange && from !== null ? order.indexOf(from) : -1
  const end = order.indexOf(id)
  const touched = start < 0 || end < 0 ? [id] : order.slice(Math.min(start, end), Math.max(start, end) + 1)
  const next = new Set(ids)
  if (ids.has(id)) for (const one of touched) next.delete(one)
  else for (const one of touched) next.add(one)
  return { ids: next, from: id }
}

/** Those that are still on the list. */
export const kept = (selection: Selection, order: readonly string[]): Selection => {
  if (selection.ids.size === 0) return selection
  const there = selection.ids.intersection(new Set(order))
  return there.size === selection.ids.size ? selection : { ...selection, ids: there }
}
