/**
 * The fields of a form as their bytes: a mail within one is not UTF-8 by nature, which a reader of text takes it for.
 * multipart/form-data (RFC 7578) or application/x-www-form-urlencoded; of a name that comes twice the first. Undefined
 * where it is neither, or broken.
 */
export const readForm = (contentType: string | null, body: Buffer): Map<string, Buffer> | undefined => {
  if (/^\s*application\/x-www-form-urlencoded/i.test(contentType ?? '')) return urlencoded(body.toString('latin1'))
  const [, quoted, plain] =
    /^\s*multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? '') ?? []
  const boundary = quoted ?? plain
  return boundary === undefined ? undefined : multipart(body, boundary)
}

const urlencoded = (text: string): Map<string, Buffer> => {
  const fields = new Map<string, Buffer>()
  for (const pair of text.split('&')) {
    const equals = pair.indexOf('=')
    const name = bytesOf(equals < 0 ? pair : pair.slice(0, equals)).toString('utf8')
    if (!fields.has(name)) fields.set(name, bytesOf(equals < 0 ? '' : pair.slice(equals + 1)))
  }
  return fields
}

const bytesOf = (text: string): Buffer =>
  Buffer.from(
    text
      .replaceAll('+', ' ')
      .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )

const multipart = (body: Buffer, boundary: string): Map<string, Buffer> | undefined => {
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  // The first delimiter has no line break of its own before it.
  let at = body.subarray(0, delimiter.length - 2).equals(delimiter.subarray(2)) ? -2 : body.indexOf(delimiter)
  if (at === -1) return undefined
  const fields = new Map<string, Buffer>()
  for (;;) {
    const from = at + delimiter.length
    if (body.subarray(from, from + 2).toString('latin1') === '--') return fields
    const head = body.indexOf('\r\n\r\n', from)
    const end = body.indexOf(delimiter, from)
    if (end === -1 || head === -1 || head > end) return undefined
    const headers = body.subarray(from, head).toString('utf8')
    const [, quoted, plain] = /^content-disposition:[^\r\n]*?\bname=(?:"([^"\r\n]*)"|([^\s;]+))/im.exec(headers) ?? []
    const name = quoted ?? plain
    if (name !== undefined && !fields.has(name)) fields.set(name, body.subarray(head + 4, end))
    at = end
  }
}
