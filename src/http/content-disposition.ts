/** A file's name in a header: RFC 6266, with the extended notation of RFC 8187. */

/** `attachment` or `inline` with a name: in ASCII for clients of old, and in UTF-8 where that loses anything. */
export const contentDisposition = (kind: 'attachment' | 'inline', name: string): string => {
  const ascii = name.replace(/[^\x20-\x7e]/gu, '_').replace(/["\\%]/g, '_')
  const quoted = `${kind}; filename="${ascii}"`
  return ascii === name ? quoted : `${quoted}; filename*=UTF-8''${extended(name)}`
}

/** What encodeURIComponent leaves alone but RFC 8187's attr-char does not have. */
const extended = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )

const EXTENDED = /(?:^|;)\s*filename\*\s*=\s*(utf-8|iso-8859-1)'[^']*'([^\s;]+)/i
const PLAIN = /(?:^|;)\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i

/** The name a `Content-Disposition` header gives, as it was given; undefined where it gives none. */
export const fileNameOf = (header: string | undefined): string | undefined => {
  if (header === undefined) return undefined
  const [, charset, encoded] = EXTENDED.exec(header) ?? []
  if (charset && encoded) return decode(charset, encoded)
  const [, quoted, token] = PLAIN.exec(header) ?? []
  const name = quoted?.replace(/\\(.)/g, '$1') ?? token
  if (name === undefined) return undefined
  // Node reads header bytes as Latin-1; many clients write UTF-8.
  const bytes = Buffer.from(name, 'latin1')
  const text = bytes.toString('utf8')
  return text.includes('\ufffd') ? name : text
}

const decode = (charset: string, encoded: string): string => {
  const bytes = Buffer.from(
    encoded.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
  return bytes.toString(/utf-8/i.test(charset) ? 'utf8' : 'latin1')
}
