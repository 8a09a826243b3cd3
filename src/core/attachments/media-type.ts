import { fileTypeFromBuffer } from 'file-type'

/** The types a browser may show in place: pictures without script in them, and plain text. Never SVG, HTML, XML or PDF. */
const INLINE: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'text/plain'])

export const mayShowInline = (mediaType: string): boolean => INLINE.has(mediaType)

/** Types that are text to the eye and told by their first words. Any other that pure text seems to be is a coincidence. */
const WRITTEN = new Set(['application/pdf', 'application/postscript', 'application/eps', 'application/rtf'])

/**
 * The type of a file by its first bytes. What the sender says it is counts for nothing: a browser that is told a wrong
 * type runs what should only be shown.
 */
export const sniffMediaType = async (head: Buffer): Promise<string> => {
  const written = asText(head)
  const markup = written === undefined ? undefined : markupOf(written)
  if (markup) return markup
  // A file that it cannot make sense of (cut off, or made to confuse it) is of no known type.
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  if (written === undefined) return found?.mime ?? (isZip(head) ? 'application/zip' : 'application/octet-stream')
  if (found && (found.mime.startsWith('text/') || WRITTEN.has(found.mime))) return found.mime
  return 'text/plain'
}

const isZip = (head: Buffer): boolean => head.length > 4 && head.readUInt32LE(0) === 0x04034b50

// biome-ignore lint/suspicious/noControlCharactersInRegex: what no text has
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/

/** The head as text; undefined where it is not UTF-8, nor UTF-16 that says so. Its last character may be cut in two. */
const asText = (head: Buffer): string | undefined => {
  if (head.length === 0) return undefined
  const encoding =
    head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true })
    return BINARY.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

/** Before a document's first tag: white space, `<?xml ... ?>`, comments, and for SVG a doctype. */
const PROLOG = /^(?:\s+|<\?[^>]*>|<!--(?:[^-]|-(?!->))*-->)*/
const SVG = /^(?:<!doctype\s+svg[^>]*>\s*)?<(?:[a-z0-9]+:)?svg[\s/>]/i
/** The opening tags of https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type, and more. */
const HTML =
  /^<(?:!doctype\s+html|html|head|body|script|iframe|frameset|h[1-6]|div|font|table|a|style|title|b|br|p|meta|link|base|img|form|input|object|embed|math|template|span|ul|ol|center|video|audio|details|marquee)[\s/>]/i

const markupOf = (text: string): string | undefined => {
  const start = text.replace(/^\ufeff/, '')
  const prolog = PROLOG.exec(start)?.[0] ?? ''
  const root = start.slice(prolog.length)
  if (SVG.test(root)) return 'image/svg+xml'
  if (HTML.test(root) || root.startsWith('<!')) return 'text/html'
  if (prolog.includes('<?')) return 'application/xml'
  return prolog.includes('<!--') ? 'text/html' : undefined
}
