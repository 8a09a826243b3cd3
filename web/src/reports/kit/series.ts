/** What a chart draws: points in time by series, or a bar each. */
export type Point = { period: string; series: string; value: number | null }
export type Series = { name: string; colour: string }
export type Bar = { name: string; value: number }

/** Colours that tell series apart in both themes, each 3:1 on the page. */
export const COLOURS = [
  'var(--accent)',
  'var(--info)',
  'var(--warn)',
  'var(--danger)',
  'var(--line-strong)',
  'var(--ink)',
] as const

/** Series in the order of their size, each with a colour; `rest` is the name of all beyond the colours, as one. */
export const seriesOf = (
  names: readonly string[],
  rest: string,
): { series: Series[]; as: (name: string) => string } => {
  const own = names.length > COLOURS.length ? names.slice(0, COLOURS.length - 1) : names
  const shown = own.length < names.length ? [...own, rest] : own
  const series = shown.map((name, index) => ({ name, colour: COLOURS[index] ?? COLOURS[0] }))
  const known = new Set(own)
  return { series, as: (name) => (known.has(name) ? name : rest) }
}

/** Points of the same series and period as one. */
export const added = (points: readonly Point[]): Point[] => {
  const sums = new Map<string, Point>()
  for (const point of points) {
    const key = `${point.period} ${point.series}`
    const known = sums.get(key)
    sums.set(key, known ? { ...known, value: (known.value ?? 0) + (point.value ?? 0) } : point)
  }
  return [...sums.values()]
}
