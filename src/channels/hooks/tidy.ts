const DEPTH_MAX = 100
/** Enough to know what is wrong by. */
const NOTES_MAX = 5

export type Tidied = { ok: true; value: unknown; notes: string[] } | { ok: false; reason: string }

/**
 * A payload as it can be stored and worked with: its owner cannot mend what a customer typed, so what PostgreSQL's text
 * and UTF-8 have no place for is replaced by U+FFFD, and a field named `__proto__` is left out; each with a note for the
 * hook's owner. What is nested too deep for whatever walks it is refused.
 */
export const tidy = (payload: unknown): Tidied => {
  const notes = new Set<string>()
  const note = (path: string[], words: string) => {
    if (notes.size < NOTES_MAX) notes.add(`${path.join('.').slice(0, 100).toWellFormed() || 'The payload'} ${words}.`)
  }
  let tooDeep = false

  const text = (value: string, path: string[]): string => {
    if (!value.includes('\0') && value.isWellFormed()) return value
    if (value.includes('\0')) note(path, 'held the NUL character, which was replaced')
    if (!value.isWellFormed()) note(path, 'held half of a surrogate pair, which was replaced')
    return value.replaceAll('\0', '\ufffd').toWellFormed()
  }
  const walk = (value: unknown, path: string[]): unknown => {
    if (typeof value === 'string') return text(value, path)
    if (typeof value !== 'object' || value === null) return value
    if (path.length >= DEPTH_MAX) {
      tooDeep = true
      return null
    }
    if (Array.isArray(value)) return value.map((item, place) => walk(item, [...path, String(place)]))
    const fields = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
      if (key !== '__proto__') return [[text(key, path), walk(inner, [...path, key])]]
      note(path, 'had a field named __proto__, which was left out')
      return []
    })
    return Object.fromEntries(fields)
  }

  const value = walk(payload, [])
  return tooDeep
    ? { ok: false, reason: `The payload is nested more than ${DEPTH_MAX} levels deep.` }
    : { ok: true, value, notes: [...notes] }
}

/** JSON within a payload's text, tidied as that was; undefined where it is none. */
export const tidyNested = (text: string): unknown => {
  try {
    const tidied = tidy(JSON.parse(text))
    return tidied.ok ? tidied.value : undefined
  } catch {
    return undefined
  }
}
