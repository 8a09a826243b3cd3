/** PostgreSQL's array literals, https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO, written in one pass. */

/** A text as an element of an array. */
export const quote = (value: string | null): string | null => {
  if (value === null) return null
  const escaped = value.includes('\\') ? value.replaceAll('\\', '\\\\') : value
  return `"${escaped.includes('"') ? escaped.replaceAll('"', '\\"') : escaped}"`
}

/** A column of elements that are literals already: ids, numbers, booleans, quoted texts. Null as a whole where every element is. */
export const joined = <T>(rows: readonly T[], pick: (row: T) => string | null): string | null => {
  let literal = ''
  let some = false
  for (const row of rows) {
    const value = pick(row)
    if (value !== null) some = true
    literal += literal === '' ? (value ?? 'NULL') : `,${value ?? 'NULL'}`
  }
  return some ? `{${literal}}` : null
}

/** A column of texts. */
export const texts = <T>(rows: readonly T[], pick: (row: T) => string | null): string | null =>
  joined(rows, (row) => quote(pick(row)))
