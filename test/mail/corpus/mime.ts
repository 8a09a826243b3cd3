/** A mail as it is written down in the table. */
export type Draft = {
  from?: string
  to?: string
  subject?: string
  headers?: Record<string, string>
  text?: string | undefined
  html?: string | undefined
  /** Parts beside the text, whole: headers, an empty line, body. */
  parts?: (string | Buffer)[]
  /** The whole of what is below the headers: `headers` has its Content-Type. */
  raw?: string | Buffer
}

const encoded = (value: string): string =>
  /^[\x20-\x7e]*$/.test(value) ? value : `=?utf-8?B?${Buffer.from(value).toString('base64')}?=`

const part = (type: string, content: string): string =>
  `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content.replaceAll('\n', '\r\n')).toString('base64').replace(/.{76}/g, '$&\r\n')}`

const bundle = (type: string, boundary: string, parts: (string | Buffer)[]): { type: string; body: Buffer } => ({
  type: `multipart/${type}; boundary="${boundary}"`,
  body: Buffer.concat([
    ...parts.flatMap((one) => [Buffer.from(`--${boundary}\r\n`), Buffer.from(one), Buffer.from('\r\n')]),
    Buffer.from(`--${boundary}--\r\n`),
  ]),
})

/** Its bytes, as they come over the wire. */
export const mimeOf = (draft: Draft): Buffer => {
  const headers: Record<string, string> = {
    From: draft.from ?? 'Ann Lee <ann@customer.example>',
    To: draft.to ?? 'support@acme.example',
    Subject: encoded(draft.subject ?? 'Export is stuck'),
    Date: 'Tue, 05 Nov 2024 10:30:00 +0000',
    'Message-ID': '<m1@customer.example>',
    'MIME-Version': '1.0',
    ...draft.headers,
  }
  const join = (type: string, body: Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(`${linesOf({ ...headers, ...(type === '' ? {} : { 'Content-Type': type }) })}\r\n`),
      body,
    ])
  if (draft.raw !== undefined) return join('', Buffer.from(draft.raw))
  const texts = [
    ...(draft.text === undefined ? [] : [part('text/plain', draft.text)]),
    ...(draft.html === undefined ? [] : [part('text/html', draft.html)]),
  ]
  const body = texts.length === 1 && texts[0] ? texts[0] : asPart(bundle('alternative', 'alt', texts))
  if (draft.parts) {
    const { type, body: all } = bundle('mixed', 'mix', [body, ...draft.parts])
    return join(type, all)
  }
  return Buffer.concat([Buffer.from(linesOf(headers)), Buffer.from(`${body}\r\n`)])
}

const asPart = ({ type, body }: { type: string; body: Buffer }): string =>
  `Content-Type: ${type}\r\n\r\n${body.toString()}`

const linesOf = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')
