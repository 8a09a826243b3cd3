import { decodeText } from './charset.ts'

/** A header as it stands in the mail: each character a byte (latin1), folded. */
export type RawHeader = { name: string; value: string }

/** Values longer than this are no one's to read: what follows is cut. */
const VALUE_MAX = 64 * 1024

/** Splits a header block, of a mail within a mail, into its fields (RFC 5322, section 2.2). Other lines are passed over. */
export const splitHeaders = (block: string): RawHeader[] => {
  const fields: RawHeader[] = []
  for (const line of block.split(/\r?\n/)) {
    if (line === '') break
    const last = fields.at(-1)
    if (/^[ \t]/.test(line) && last) last.value += ` ${line.trim()}`
    else {
      const field = rawHeader(line)
      if (field) fields.push(field)
    }
  }
  return fields
}

/** RFC 5322, section 2.2: printable ASCII but the colon. */
const NAME = /^[!-9;-~]{1,100}$/

/** A field of one line, folds within. What has a name that is none is no field. */
export const rawHeader = (line: string): RawHeader | undefined => {
  const colon = line.indexOf(':')
  if (colon < 1) return undefined
  const name = line.slice(0, colon).trim().toLowerCase()
  if (!NAME.test(name)) return undefined
  const value = line
    .slice(colon + 1, colon + 1 + VALUE_MAX)
    .replace(/\r?\n(?=[ \t])/g, '')
    .replace(/[\r\n\0]+/g, ' ')
    .trim()
  return { name, value }
}

/** Text of a header: encoded words (RFC 2047) read, bytes of 8 bits too. */
export const decodeHeader = (raw: string): string => inLine(decodeWords(eightBit(raw)))

/** Without what has no place in a line. */
export const inLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim()

/** Headers of 8 bits (RFC 6532, or a careless program) as characters. */
export const eightBit = (raw: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes are what this tells apart
  /[\u0080-\u00ff\u001b]/.test(raw) ? decodeText(Buffer.from(raw, 'latin1'), null) : raw

const WORD = /=\?([^?\s]{1,40})\?([bq])\?([^?]*)\?=/gi

type Word = { charset: string; bytes: Buffer }

/**
 * Reads encoded words. Neighbours of one charset are read as one: many programs cut a character in two between them,
 * though RFC 2047, section 5 (3) forbids it. White space between two words is no part of the text (section 6.2).
 */
export const decodeWords = (text: string): string => {
  let out = ''
  let end = 0
  let held: Word | undefined
  const release = () => {
    if (held) out += decodeText(held.bytes, held.charset)
    held = undefined
  }
  for (const match of text.matchAll(WORD)) {
    const between = text.slice(end, match.index)
    const [whole, charset = '', encoding = '', content = ''] = match
    const word = { charset: charset.replace(/\*.*$/, '').toLowerCase(), bytes: bytesOf(encoding, content) }
    if (held && /^\s*$/.test(between) && held.charset === word.charset) {
      held.bytes = Buffer.concat([held.bytes, word.bytes])
    } else {
      const adjacent = held !== undefined && /^\s*$/.test(between)
      release()
      if (!adjacent) out += between
      held = word
    }
    end = match.index + whole.length
  }
  release()
  return out + text.slice(end)
}

const bytesOf = (encoding: string, content: string): Buffer => {
  if (encoding.toLowerCase() === 'b') return Buffer.from(content, 'base64')
  const bytes = content
    .replace(/_/g, ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1')
}
