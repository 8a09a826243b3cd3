import { normaliseEmail } from '../../core/contacts/email.ts'

/** What is at a path of a payload; undefined where there is no such place. Only a value's own fields are looked at. */
export const at = (value: unknown, ...path: (string | number)[]): unknown => {
  let here = value
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined
    here = (here as Record<string | number, unknown>)[step] // an object, which has it
  }
  return here
}

/** A value as a line or more of text; undefined where it says nothing, or is no text. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return text === '' ? undefined : text
}

export const textAt = (value: unknown, ...path: (string | number)[]): string | undefined => textOf(at(value, ...path))

/** An address in its one spelling, undefined where it is none. */
export const emailOf = (value: unknown): string | undefined =>
  // No address is longer: a megabyte of text need not be looked at to know that.
  typeof value === 'string' && value.length <= 320 ? normaliseEmail(value) : undefined

export const listAt = (value: unknown, ...path: (string | number)[]): unknown[] => {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}

export const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : []

/** Anything as text for a person: a list by commas, what has fields as `field: value`. */
export const show = (value: unknown, depth = 4): string | undefined => {
  const text = textOf(value)
  if (text !== undefined || typeof value !== 'object' || value === null || depth === 0) return text
  if (Array.isArray(value)) {
    const items = value.flatMap((item) => show(item, depth - 1) ?? [])
    return items.length > 0 ? items.join(', ') : undefined
  }
  const fields = entriesOf(value).flatMap(([name, inner]) => {
    const shown = show(inner, depth - 1)
    return shown === undefined ? [] : [`${name}: ${shown}`]
  })
  return fields.length > 0 ? fields.join(', ') : undefined
}
