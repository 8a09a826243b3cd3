import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PIXEL } from '../support/pixel.ts'
import { expectProblem } from '../support/refusals.ts'
import { useDeskMail } from './desk-mail.ts'

const mail = useDeskMail()

const PNG = Buffer.from(PIXEL, 'base64')
/** What the sender's server answers, and what it was asked with. */
const asked: { url: string; headers: Record<string, unknown> }[] = []
const answers: Record<string, (end: (body: Buffer, headers?: Record<string, string>) => void) => void> = {
  '/a.png?b=1&c=2': (end) => end(PNG, { 'content-type': 'text/html', 'set-cookie': 'a=b' }),
  '/page': (end) => end(Buffer.from('<script>alert(1)</script>'), { 'content-type': 'image/png' }),
  '/svg': (end) => end(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), { 'content-type': 'image/svg+xml' }),
  '/large': (end) => end(Buffer.concat([PNG, Buffer.alloc(6 * 1024 * 1024)])),
}
const server = createServer((request, response) => {
  asked.push({ url: request.url ?? '', headers: request.headers })
  const answer = answers[request.url ?? '']
  if (answer) answer((body, headers) => response.writeHead(200, headers).end(body))
  else response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
})
let origin: string
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})
afterAll(() => {
  server.close()
})

test('images elsewhere are blocked, or fetched by Lodge where the desk has it so; nothing else is fetched', async () => {
  const img = (path: string) => `<img src="${origin}${path.replaceAll('&', '&amp;')}">`
  const paths = ['/a.png?b=1&c=2', '/page', '/svg', '/large', '/away']
  const body = `<p>Hello</p>${paths.map(img).join('')}<br><blockquote type="cite">On Monday Kim wrote:${img('/old')}</blockquote>`
  await mail.arrive({ mime: { type: 'text/html', body } })
  await mail.decided()
  const { id } = (await mail.ticket(1)).messages[0]
  const shown = async (): Promise<string[]> => {
    const one = (await mail.get(`/v1/tickets/1/messages/${id}`)).json
    return [(await mail.ticket(1)).messages[0].html, one.html, one.quoted?.html ?? '']
  }
  const blocked = (await shown()).join('')
  expect(blocked).toContain(`data-blocked-src="${origin}/a.png?b=1&amp;c=2"`)
  expect(blocked).not.toContain(' src=')
  // For one message, where somebody asks: by links of their own.
  const url = `/v1/tickets/1/messages/${id}?images=fetch`
  const askedFor = (await mail.get(url)).json.html
  const [, link = ''] = /<img src="(\/mail\/images\?of=[\w.-]+)"/.exec(askedFor) ?? []
  const answer = await mail.lodge.app.inject({ url: link })
  expect([answer.statusCode, answer.rawPayload.equals(PNG)]).toEqual([200, true])
  expect(asked.splice(0).map((one) => one.url)).toEqual(['/a.png?b=1&c=2'])
  const [start, until] = [link.slice(0, link.lastIndexOf('.')), link.slice(link.lastIndexOf('.') + 1)]
  for (const wrong of [start, `${start}.${Number(until) + 1}`]) {
    expect((await mail.lodge.app.inject({ url: wrong })).statusCode).toBe(404)
  }
  expect((await shown()).join('')).toBe(blocked)
  expectProblem(await mail.get(url.replace('fetch', 'show')), 400, 'invalid_query', 'images')

  await mail.lodge.call(mail.desk().token, 'PUT', '/v1/mail/intake', { remote_images: 'proxy' })
  const [html = ''] = await shown()
  const links = [...html.matchAll(/<img src="(\/mail\/images\?of=[\w.-]+)"/g)].map(([, link]) => link ?? '')
  expect((await shown()).join('')).not.toMatch(/ src="http/)
  const fetched = (url: string) => mail.lodge.app.inject({ url })
  const good = await fetched(links[0] ?? '')
  expect([good.statusCode, good.rawPayload.equals(PNG)]).toEqual([200, true])
  expect(good.headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, max-age=86400, immutable',
  })
  expect(good.headers['set-cookie']).toBeUndefined()
  expect(asked.map(({ url }) => url)).toEqual(['/a.png?b=1&c=2'])
  expect(Object.keys(asked[0]?.headers ?? {})).not.toEqual(expect.arrayContaining(['cookie', 'referer']))
  expect(links).toHaveLength(5)
  for (const link of links.slice(1)) {
    const refused = await fetched(link)
    expect([refused.statusCode, refused.json().code]).toEqual([502, 'image_unavailable'])
  }
  // Another address under the same signature, and a link of before once the desk has it no more.
  const [of = '', , signature = ''] = (links[0] ?? '').split('.')
  const forged = `${of}.${Buffer.from(`${origin}/other`).toString('base64url')}.${signature}`
  expect((await fetched(forged)).statusCode).toBe(404)
  await mail.lodge.call(mail.desk().token, 'PUT', '/v1/mail/intake', {})
  expect((await fetched(links[0] ?? '')).statusCode).toBe(404)
  expect(asked.map(({ url }) => url)).not.toContain('/other')
  expectProblem(
    await mail.lodge.call(mail.desk().token, 'PUT', '/v1/mail/intake', { remote_images: 'show' }),
    400,
    'invalid_body',
    'remote_images',
  )
})
