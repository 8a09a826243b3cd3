import type { Contact } from '../api/types.ts'

type Traits = Contact['traits']

/** A trait as it is typed. `key` is stable while the row is on the page. */
export type TraitRow = { key: string; name: string; value: string }

/** A value in words: text as it is, anything else as JSON. */
export const traitText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

export const toRows = (traits: Traits): TraitRow[] =>
  Object.entries(traits).map(([name, value]) => ({ key: name, name, value: traitText(value) }))

/** The value that was typed, of the kind that it was before; of a new one numbers, true and false are themselves. */
const typedValue = (typed: string, before: unknown): unknown => {
  if (before !== undefined && traitText(before) === typed) return before
  if (typeof before === 'string') return typed
  if (typed === 'true' || typed === 'false') return typed === 'true'
  // Only what reads back the same: 007 and 1e3 are text, and so is a number too long to be held exactly.
  if (typed !== '' && String(Number(typed)) === typed && Number.isFinite(Number(typed))) return Number(typed)
  return before === undefined ? typed : (parsed(typed) ?? typed)
}

const parsed = (typed: string): unknown => {
  try {
    return JSON.parse(typed)
  } catch {
    return undefined
  }
}

/** What is to be sent of the rows: what is new or another, and null for what is gone. Empty where nothing changed. */
export const traitChanges = (before: Traits, rows: readonly TraitRow[]): Traits => {
  const changes: [name: string, value: unknown][] = []
  for (const { name, value } of rows) {
    const known = Object.hasOwn(before, name)
    const now = typedValue(value, known ? before[name] : undefined)
    if (!known || now !== before[name]) changes.push([name, now])
  }
  const names = new Set(rows.map(({ name }) => name))
  for (const name of Object.keys(before)) if (!names.has(name)) changes.push([name, null])
  return Object.fromEntries(changes)
}

/** What cannot be sent so: a name that is missing, or there twice. */
export const traitFlaw = (rows: readonly TraitRow[]): { kind: 'unnamed' } | { kind: 'twice'; name: string } | null => {
  const seen = new Set<string>()
  for (const { name } of rows) {
    if (name.trim() === '') return { kind: 'unnamed' }
    if (seen.has(name)) return { kind: 'twice', name }
    seen.add(name)
  }
  return null
}
