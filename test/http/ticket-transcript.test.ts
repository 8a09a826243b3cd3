import { expect, test } from 'vitest'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { fileTicket, otherDesksTicket } from '../support/tickets.ts'

const lodge = useLodge()

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const transcript = (desk: TestDesk, ticket: { id: string }, query = '') =>
  lodge.app.inject({
    url: `/v1/tickets/${ticket.id}/transcript${query}`,
    headers: { authorization: `Bearer ${desk.token}` },
  })
const html = async (desk: TestDesk, ticket: { id: string }, query = '') =>
  (await transcript(desk, ticket, `?format=html${query}`)).body
const say = (desk: TestDesk, ticket: { id: string }, body: object) =>
  lodge.call(desk.token, 'POST', `/v1/tickets/${ticket.id}/messages`, body)
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length

test('200 a page that needs nothing besides itself, with the conversation and what is known', async () => {
  const desk = await lodge.desk()
  const ticket = await fileTicket(lodge, desk, {
    subject: 'A <b>bold</b> move',
    body: 'Hello & <goodbye>',
    tags: ['vip'],
  })
  await say(desk, ticket, { body: 'For **us** only', body_format: 'markdown', public: false })
  const answer = await transcript(desk, ticket, '?format=html')
  expect(answer.statusCode).toBe(200)
  expect(answer.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-disposition': `attachment; filename="ticket-${ticket.number}.html"`,
    'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
  })
  expect(answer.body).toContain(`<title>#${ticket.number} A &lt;b&gt;bold&lt;/b&gt; move</title>`)
  expect(answer.body).toContain('Hello &amp; &lt;goodbye&gt;')
  expect(answer.body).toContain('<dt>Tags</dt><dd dir="auto">vip</dd>')
  expect(answer.body).not.toContain('only')
  expect(await html(desk, ticket, '&notes=true')).toContain('For <strong>us</strong> only')
  expect(await html(desk, ticket, '&details=false')).not.toContain('<dt>')
  const kinds = await html(desk, ticket, '&author_kinds=true&font_size=20')
  expect(kinds).toContain('<span class="mark">Customer</span>')
  expect(kinds).toContain('font:20px')
})

test('pictures that a message carries are in the page; those from elsewhere are not asked for', async () => {
  const desk = await lodge.desk()
  const ticket = await fileTicket(lodge, desk)
  const headers = { 'content-type': 'application/octet-stream' }
  const upload = await lodge.app.inject({
    method: 'POST',
    url: '/v1/attachments?name=logo.png',
    headers: { ...headers, authorization: `Bearer ${desk.token}` },
    payload: PNG,
  })
  const body =
    '<p>Hi<script>alert(1)</script><img src="cid:logo.png@x"><img src="https://spy.example/p.gif" alt="Pixel"><img src="cid:other"></p><a href="https://x.example">x</a>'
  const made = await say(desk, ticket, { body, body_format: 'html', attachments: [upload.json().id] })
  expect(made.status).toBe(201)
  const page = await html(desk, ticket)
  expect(page).toContain(`<img src="data:image/png;base64,${PNG.toString('base64')}"`)
  expect(page).toContain('<span>[Picture: Pixel]</span><span>[Picture]</span>')
  expect(page).toContain('logo.png (')
  expect(page).not.toContain('spy.example')
  expect(page).not.toContain('<script')
  expect(await html(desk, ticket, '&pictures=false')).not.toContain('data:image')
})

test('in the ticket’s language, from right to left where it is read so', async () => {
  const desk = await lodge.desk()
  const ticket = await fileTicket(lodge, desk, { culture: 'he-IL', subject: 'שלום' })
  const page = await html(desk, ticket)
  expect(page).toContain('<html lang="he" dir="rtl">')
  expect(page).toContain('<dt>סטטוס</dt>')
  expect(await html(desk, ticket, '&culture=pt-PT')).toContain('<dt>Estado</dt>')
  expect(await html(desk, ticket, '&culture=fr')).toContain('<html lang="en" dir="ltr">')
  const pdf = await transcript(desk, ticket)
  expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.rawPayload.toString('latin1')).toContain('NotoSansHebrew')
})

test('200 a pdf of any text, over as many pages as it takes', async () => {
  const desk = await lodge.desk()
  const ticket = await fileTicket(lodge, desk, { body: `😀 漢字 مرحبا \u202e${'x'.repeat(5_000)}` })
  const one = await transcript(desk, ticket)
  expect(one.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="ticket-${ticket.number}.pdf"`,
  })
  expect(pagesOf(one.rawPayload)).toBe(2)
  await lodge.store.pool.query(
    `insert into message (desk_id, ticket_id, id, author_kind, is_public, format, text, created_at)
     select $1, $2, n, 'system', true, 'text', repeat('Words and words. ', 60) || n, now() from generate_series(1, 500) n`,
    [desk.id, ticket.id],
  )
  const long = await transcript(desk, ticket, '?format=pdf&font_size=12')
  expect(pagesOf(long.rawPayload)).toBeGreaterThan(80)
  expect(long.rawPayload.subarray(-6).toString()).toBe('%%EOF\n')
})

test('404 no such ticket, 400 what cannot be, 403 without the scope', async () => {
  const desk = await lodge.desk()
  const ticket = await fileTicket(lodge, desk)
  const get = (token: string, id: string, query = '') =>
    lodge.call(token, 'GET', `/v1/tickets/${id}/transcript${query}`)
  expectProblem(await get(desk.token, (await otherDesksTicket(lodge)).id), 404, 'ticket_not_found')
  for (const query of ['format=doc', 'font_size=4', 'notes=maybe', 'culture=%2F']) {
    expectProblem(await get(desk.token, ticket.id, `?${query}`), 400, 'invalid_query', query.split('=')[0])
  }
  expectProblem(await get(await lodge.token(desk, ['events:read']), ticket.id), 403, 'insufficient_scope')
})
