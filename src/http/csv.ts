/** A value of a row, or values by name within it. */
type Cell = string | number | boolean | null | { [name: string]: Cell }
export type CsvRow = Record<string, unknown>

/** So that spreadsheets read it as UTF-8. */
const BOM = '\u{feff}'

/** What a spreadsheet would take for a formula, and run: what comes before keeps it text (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/

const cell = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const text = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** `{ times: { mean: 5 } }` as `times.mean`. */
const flat = (row: CsvRow, prefix = ''): [string, unknown][] =>
  Object.entries(row).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? flat(value as Record<string, Cell>, `${prefix}${name}.`) // rows are JSON
      : [[`${prefix}${name}`, Array.isArray(value) ? value.join(' ') : value] as [string, unknown]],
  )

/**
 * Rows as CSV (RFC 4180), a column a field; what is within a field is named by its path. The columns are those of all rows,
 * so that a row in which an object is null has empty cells.
 */
export const toCsv = (rows: CsvRow[]): string => {
  const flats = rows.map((row) => new Map(flat(row)))
  const names = [...new Set(flats.flatMap((row) => [...row.keys()]))]
  // Where an object is null in one row and there in another, its own name is no column.
  const columns = names.filter((name) => !names.some((other) => other.startsWith(`${name}.`)))
  const lines = [columns.map(cell), ...flats.map((row) => columns.map((name) => cell(row.get(name))))]
  return `${BOM}${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
}
