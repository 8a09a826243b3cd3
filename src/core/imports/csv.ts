/** A record of a CSV file: as it stands there, the line it begins on (from 1), and how far into the file it ends, with its lines. */
export type CsvRecord = { text: string; line: number; at: number; nextLine: number }

const QUOTE = 0x22
const LINE_BREAK = 0x0a
/** A record as large has a quote that nothing closes. */
const RECORD_MAX = 1024 * 1024

/** A quote is closed nowhere: what is behind it cannot be told apart. */
export class UnclosedQuote extends Error {
  readonly line: number
  constructor(line: number) {
    super(`the quote that opens on line ${line} is not closed`)
    this.line = line
  }
}

/**
 * The records of a CSV file (RFC 4180), empty lines left out; lines may end in LF alone. `from`: where the source begins,
 * which is before some record. Holds one record. Throws UnclosedQuote.
 */
export async function* readCsv(
  source: AsyncIterable<Buffer>,
  from: { at: number; line: number } = { at: 0, line: 1 },
): AsyncGenerator<CsvRecord> {
  let { at, line } = from
  let held: Buffer[] = []
  let size = 0
  let isQuoted = false
  let nextLine = line
  const take = (): CsvRecord | undefined => {
    const text = Buffer.concat(held)
      .toString('utf8')
      .replace(/\r?\n$/, '')
    at += size
    const record = { text, line, at, nextLine }
    line = nextLine
    held = []
    size = 0
    return text === '' ? undefined : record
  }
  for await (const piece of source) {
    let start = 0
    for (let index = 0; index < piece.length; index += 1) {
      const byte = piece[index]
      if (byte === QUOTE) isQuoted = !isQuoted // an escaped one, "", turns it twice
      if (byte !== LINE_BREAK) continue
      nextLine += 1
      if (isQuoted) continue
      held.push(piece.subarray(start, index + 1))
      size += index + 1 - start
      start = index + 1
      const record = take()
      if (record) yield record
    }
    held.push(Buffer.from(piece.subarray(start)))
    size += piece.length - start
    if (size > RECORD_MAX) throw new UnclosedQuote(line)
  }
  if (isQuoted) throw new UnclosedQuote(line)
  const record = take()
  if (record) yield record
}

/** The fields of a record. What stands behind a closing quote belongs to the field too. */
export const fieldsOf = (text: string, delimiter: string): string[] => {
  const fields: string[] = []
  for (let at = 0; ; ) {
    let field = ''
    if (text[at] === '"') {
      for (at += 1; at < text.length; at += 1) {
        if (text[at] === '"' && text[at + 1] !== '"') break
        if (text[at] === '"') at += 1
        field += text[at]
      }
      at += 1
    }
    const found = text.indexOf(delimiter, at)
    const end = found === -1 ? text.length : found
    fields.push(field + text.slice(at, end))
    if (found === -1) return fields
    at = end + 1
  }
}

/** What a file is cut by: a comma, or where its first record has more of them, semicolons (Excel in many countries) or tabs. */
export const delimiterOf = (header: string): string =>
  [',', ';', '\t'].reduce((best, one) => (header.split(one).length > header.split(best).length ? one : best))
