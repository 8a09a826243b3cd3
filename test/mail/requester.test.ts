import { expect, test } from 'vitest'
import { systemActor } from '../../src/core/actor.ts'
import { createCredential } from '../../src/core/credentials/create.ts'
import { updateTicket } from '../../src/core/tickets/update.ts'
import { join, openBrowser } from '../support/browser.ts'
import { eventsOf } from '../support/events.ts'
import { until } from '../support/feed.ts'
import { useMail } from './support.ts'

const mail = useMail()

const create = (body: object = {}) =>
  mail.post('/v1/tickets', { requester: { email: 'ann@example.com' }, subject: 'Help', ...body })
const settings = async (body: object) => {
  const put = await mail.lodge.call(mail.desk().token, 'PUT', '/v1/mail/settings', body)
  expect(put.status, put.text).toBe(200)
}
/** The kinds and recipients of all mails that were asked for so far, in order. */
const asked = async (): Promise<string[]> => {
  await mail.planned()
  const { data } = (await mail.get('/v1/outbox?limit=100')).json
  return data.map(({ kind, to }: { kind: string; to: { address: string } }) => `${kind} ${to.address}`).reverse()
}
const read = async (kind: string) => {
  const [entry] = await mail.mails(kind, 1)
  return (await mail.get(`/v1/outbox/${entry.id}`)).json
}
/** The path of a link in a mail. */
const linkIn = (text: string): string => /http:\/\/localhost:4000(\/mail\/[\w.-]+)/.exec(text)?.[1] ?? 'none'
const open = (url: string, form?: string, type = 'application/x-www-form-urlencoded') =>
  mail.lodge.app.inject(
    form === undefined
      ? { method: 'GET', url }
      : { method: 'POST', url, headers: { 'content-type': type }, payload: form },
  )

test('acknowledged: who asks by a token; not where the caller declines, nor an import, nor spam, nor without an address', async () => {
  await mail.start()
  await create()
  await create({ notify: { requester: false } })
  await create({ status: 'closed', closed_at: '2024-01-02T00:00:00Z', opened_at: '2024-01-01T00:00:00Z' })
  await create({ status: 'spam' })
  await create({ requester: { external_id: 'u1' } })
  expect(await asked()).toEqual(['acknowledgement ann@example.com'])
})

test('not acknowledged: what anybody may type into a widget', async () => {
  await mail.start()
  const widget = await createCredential(mail.lodge.store, {
    deskId: mail.desk().id,
    kind: 'widget',
    name: 'w',
    scopes: ['tickets:create'],
    departmentId: null,
    memberId: null,
    expiresAt: null,
  })
  const body = { email: 'victim@example.com', subject: 'Help' }
  expect((await mail.lodge.call(widget.secret, 'POST', '/api/sdk/tickets/create', body)).status).toBe(201)
  expect(await asked()).toEqual([])
})

test.each([true, false])(
  'what comes by a hook is acknowledged where its owner says so: %s',
  async (notify_requester) => {
    await mail.start()
    const hook = (await mail.post('/v1/hooks', { name: 'Form', source: 'generic', notify_requester })).json
    const answer = await mail.lodge.app.inject({
      method: 'POST',
      url: new URL(hook.url, 'http://localhost').pathname,
      payload: { email: 'ann@example.com', subject: 'Help' },
    })
    expect(answer.statusCode, answer.body).toBeLessThan(300)
    await until(async () => (await mail.get('/v1/tickets')).json.data.length === 1)
    expect(await asked()).toEqual(notify_requester ? ['acknowledgement ann@example.com'] : [])
  },
)

test('an address is acknowledged three times a day, or as often as the desk says; a new day begins anew', async () => {
  await mail.start()
  for (let n = 0; n < 5; n++) await create()
  await create({ requester: { email: 'bob@example.com' } })
  expect((await asked()).sort()).toEqual([
    ...Array(3).fill('acknowledgement ann@example.com'),
    'acknowledgement bob@example.com',
  ])
  await settings({ acknowledgements_per_day: 4 })
  await create()
  await create()
  expect(await asked()).toHaveLength(5)
  await mail.lodge.store.pool.query('update mail_acknowledged set day = day - 1 where desk_id = $1', [mail.desk().id])
  await create()
  expect(await asked()).toHaveLength(6)
  await settings({ acknowledgement: false })
  await create()
  expect(await asked()).toHaveLength(6)
})

test('never to who is blocked since, by address or domain, nor to the desk’s own address, whatever its tag', async () => {
  await mail.start()
  const tickets = []
  for (const email of [
    'eve@evil.example',
    'mal@example.com',
    `support+x@${mail.desk().slug}.localhost`,
    'ann@example.com',
  ]) {
    tickets.push((await create({ requester: { email }, notify: { requester: false } })).json.id)
  }
  for (const value of ['evil.example', 'mal@example.com']) {
    const put = await mail.lodge.call(mail.desk().token, 'PUT', '/v1/blocklist', { value })
    expect(put.status, put.text).toBeLessThan(300)
  }
  for (const id of tickets) await mail.post(`/v1/tickets/${id}/messages`, { body: 'Hi' })
  expect(await asked()).toEqual(['answer ann@example.com'])
})

test('not told that it is done, where whoever ends it says so', async () => {
  await mail.start()
  const { id } = (await create({ notify: { requester: false } })).json
  await mail.lodge.store.db.transaction().execute(async (tx) => {
    const change = { tx, lodge: mail.lodge.lodge, actor: systemActor(mail.desk().id) }
    expect((await updateTicket(change, id, { status: 'closed', tellRequester: false })).ok).toBe(true)
  })
  mail.lodge.lodge.nudge()
  expect(await asked()).toEqual([])
})

test('told once that it is done: not again when it goes from resolved to closed, nor in a mail besides the answer that ends it', async () => {
  await mail.start()
  const quiet = { notify: { requester: false } }
  const one = (await create(quiet)).json
  const patch = (id: string, body: object) => mail.lodge.call(mail.desk().token, 'PATCH', `/v1/tickets/${id}`, body)
  await patch(one.id, { status: 'resolved' })
  await patch(one.id, { status: 'closed' })
  expect(await asked()).toEqual(['closing ann@example.com'])
  const two = (await create(quiet)).json
  await mail.post(`/v1/tickets/${two.id}/messages`, { body: 'Done.', status: 'resolved' })
  expect(await asked()).toEqual(['closing ann@example.com', 'answer ann@example.com'])
  expect((await read('answer')).text).toContain('Your request 2 is marked as done.')
  await settings({ closing_notice: false })
  const three = (await create(quiet)).json
  await patch(three.id, { status: 'closed' })
  expect(await asked()).toHaveLength(2)
})

test('asked how it went, where the desk wants to know: a page without script, a rating on the ticket, an event', async () => {
  await mail.start()
  await settings({ survey: true })
  const ticket = (await create({ culture: 'he-IL' })).json
  await mail.lodge.call(mail.desk().token, 'PATCH', `/v1/tickets/${ticket.id}`, { status: 'resolved' })
  const closing = await read('closing')
  const link = linkIn(closing.text)
  expect((await mail.get(`/v1/tickets/${ticket.id}/rating`)).json).toEqual({ rating: null })
  const page = await open(link)
  expect(page.statusCode).toBe(200)
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  expect(page.body).toContain('dir="rtl"')
  expect(page.body).not.toContain('<script')
  expect((await open(link, 'score=6')).statusCode).toBe(400)
  expect((await open(link, '')).statusCode).toBe(400)
  const sent = await open(link, new URLSearchParams({ score: '4', comment: ' <b>gut</b>\0 ✓ ' }).toString())
  expect(sent.statusCode).toBe(200)
  expect(sent.body).not.toContain('gut')
  const rating = { score: 4, comment: '<b>gut</b> ✓', rated_at: expect.any(String) }
  expect((await mail.get(`/v1/tickets/${ticket.number}/rating`)).json).toEqual({ rating })
  await open(link, 'score=2')
  expect((await mail.get(`/v1/tickets/${ticket.id}/rating`)).json.rating).toMatchObject({ score: 2, comment: null })
  const events = (await eventsOf(mail.lodge, mail.desk())).filter(({ type }) => type === 'ticket.rated')
  expect(events.map(({ data }) => [data.ticket.id, data.rating.score])).toEqual([
    [ticket.id, 4],
    [ticket.id, 2],
  ])
})

test.each([
  ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
  [
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
  ],
])('one click of a mail program (%s) stops the notices, and only these', async (type, body) => {
  await mail.start()
  const ticket = (await create()).json
  const { headers } = await read('acknowledgement')
  const value = (name: string) => headers.find((one: { name: string }) => one.name === name)?.value
  expect(value('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  const link = linkIn(value('List-Unsubscribe'))
  // Looking at a link is not clicking it.
  expect((await open(link)).body).toContain('No more mails of this kind?')
  await create()
  expect(await asked()).toHaveLength(2)
  expect((await open(link, body, type)).statusCode).toBe(200)
  expect((await open(link, body, type)).statusCode).toBe(200)
  await create()
  await mail.post(`/v1/tickets/${ticket.id}/messages`, { body: 'An answer is no notice.' })
  expect((await asked()).slice(2)).toEqual(['answer ann@example.com'])
})

test('who is copied in may leave, and the requester goes on', async () => {
  await mail.start()
  const participants = [{ role: 'cc', email: 'bob@example.com' }]
  const ticket = (await create({ participants, notify: { requester: false } })).json
  const say = () => mail.post(`/v1/tickets/${ticket.id}/messages`, { body: 'Hi' })
  await say()
  const copies = await mail.mails('answer', 2)
  const bobs = copies.find(({ to }) => to.address === 'bob@example.com')
  await open(linkIn((await mail.get(`/v1/outbox/${bobs.id}`)).json.text), '')
  await say()
  expect((await asked()).slice(2)).toEqual(['answer ann@example.com'])
})

test('404 a link that we did not make', async () => {
  for (const url of ['/mail/x', '/mail/a.b.c', `/mail/${'x'.repeat(3_000)}`]) {
    for (const answer of [await open(url), await open(url, 'score=5')]) {
      expect(answer.statusCode).toBe(404)
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    }
  }
})

test('signed: a member’s own signature, else the department’s, else the desk’s, once and in mail alone', async () => {
  await mail.start()
  const { token } = mail.desk()
  const kim = await openBrowser(mail.lodge, { desk: mail.desk() })
  await join(mail.lodge, mail.desk(), kim, { email: `kim@${mail.desk().slug}.example`, name: 'Kim Kay' })
  const ticket = (await create({ notify: { requester: false } })).json
  const at = `/v1/tickets/${ticket.id}`
  const shown = async () => (await kim.ask('GET', `${at}/signature`)).json.signature
  const say = async (body: object) => (await kim.ask('POST', `${at}/messages`, { body: 'Hello', ...body })).json
  const last = async (count: number) => {
    const [entry] = await mail.mails('answer', count)
    return (await mail.get(`/v1/outbox/${entry.id}`)).json
  }
  expect(await shown()).toBeNull()
  await mail.lodge.call(token, 'PATCH', '/v1/desk', { signature: '<p>{{ desk.name }}</p>' })
  expect(await shown()).toEqual({ text: 'Test desk', html: '<p>Test desk</p>' })
  const department = `/v1/departments/${ticket.department.id}`
  await mail.lodge.call(token, 'PATCH', department, { signature: '<p>The team of {{ ticket.department.name }}</p>' })
  await say({})
  const teams = await last(1)
  expect(teams.text).toContain('Hello\n\n-- \nThe team of Support\n')
  const own = '<p><b>{{ agent.name }}</b><script>x</script> for {{ requester.name }}</p>'
  const saved = await kim.ask('PATCH', '/v1/session', { signature: own })
  expect(saved).toMatchObject({ status: 200, json: { signature: own, member: { name: 'Kim Kay' } } })
  expect((await kim.ask('GET', '/v1/session')).json.signature).toBe(own)
  await mail.lodge.call(token, 'PATCH', `/v1/contacts/${ticket.requester.id}`, { name: '<i>Ann' })
  expect((await shown()).html).toBe('<p><b>Kim Kay</b> for &lt;i&gt;Ann</p>')
  const { send_at, signed } = (await say({ send_at: new Date(Date.now() + 60_000) })).scheduled_message
  expect([typeof send_at, signed]).toEqual(['string', true])
  const message = await say({})
  expect(message.text).toBe('Hello')
  const mine = await last(2)
  expect(mine.text.split('Kim Kay for <i>Ann')).toHaveLength(2)
  expect(mine.html.split('<b>Kim Kay</b> for &lt;i&gt;Ann')).toHaveLength(2)
  expect(mine.text).not.toContain('The team')
  // Not where its author takes it away, nor from a template, nor where it cannot be used.
  await say({ signed: false })
  expect((await last(3)).text).not.toContain('-- \n')
  const template = {
    type: 'reply',
    identifier: 'bye',
    name: 'Bye',
    subject: '',
    body: 'Bye',
    format: 'text',
    enabled: true,
  }
  await mail.post('/v1/templates', template)
  await say({ body: undefined, template: 'bye' })
  expect((await last(4)).text).not.toContain('-- \n')
  await say({ public: false })
  const events = (await eventsOf(mail.lodge, mail.desk())).filter(({ type }) => type === 'message.created')
  expect(events.map(({ data }) => data.signature?.text ?? null)).toEqual([
    'The team of Support',
    'Kim Kay for <i>Ann',
    null,
    null,
    null,
  ])
  for (const [method, path] of [
    ['PATCH', '/v1/desk'],
    ['PATCH', department],
  ] as const) {
    const refused = await mail.lodge.call(token, method, path, { signature: '{{ agent.nmae }}' })
    expect(refused).toMatchObject({ status: 400, json: { code: 'invalid_template', errors: [{ path: 'signature' }] } })
  }
  expect((await kim.ask('PATCH', '/v1/session', { signature: '{% if %}' })).status).toBe(400)
})
