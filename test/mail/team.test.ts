import { expect, test } from 'vitest'
import { until } from '../support/feed.ts'
import { useMail } from './support.ts'

const mail = useMail()

type Member = { id: string; email: string; token: string }

const member = async (name: string, availability = 'online', role = 'agent'): Promise<Member> => {
  const email = `${name.toLowerCase()}@team.example`
  const { id } = (await mail.post('/v1/members', { email, name, role })).json
  await mail.lodge.call(mail.desk().token, 'PATCH', `/v1/members/${id}`, { availability })
  const token = (await mail.post('/v1/credentials', { kind: 'token', name, member: id })).json.secret
  return { id, email, token }
}
const quiet = { notify: { requester: false, team: true } }
const create = async (body: object = {}) =>
  (await mail.post('/v1/tickets', { requester: { email: 'ann@example.com' }, subject: 'Help', ...quiet, ...body })).json
const say = async (ticketId: string, body: object, token = mail.desk().token) => {
  const said = await mail.lodge.call(token, 'POST', `/v1/tickets/${ticketId}/messages`, { body: 'Hi', ...body })
  expect(said.status, said.text).toBe(201)
}
const patch = async (path: string, body: object, token = mail.desk().token) => {
  const patched = await mail.lodge.call(token, 'PATCH', path, body)
  expect(patched.status, patched.text).toBe(200)
}
const TEAM = new Set([
  'rule_notice',
  'new_ticket',
  'assignment',
  'reply',
  'unassigned_reply',
  'mention',
  'digest',
  'lane_paused',
])
/** The team's mails so far, in order; those of one event by address. */
const asked = async (): Promise<string[]> => {
  await mail.planned()
  const { data } = (await mail.get('/v1/outbox?limit=100')).json
  return data
    .filter(({ kind }: { kind: string }) => TEAM.has(kind))
    .map(({ kind, to }: { kind: string; to: { address: string } }) => `${kind} ${to.address}`)
    .reverse()
}

test('a new ticket: all who are online; one that is given to somebody, only them; none where the caller declines', async () => {
  await mail.start()
  const [kim, lea] = [await member('Kim'), await member('Lea', 'away')]
  await create()
  await create({ assignee: lea.id })
  await create({ notify: { requester: false, team: false } })
  expect(await asked()).toEqual([`new_ticket ${kim.email}`, `assignment ${lea.email}`])
})

test('assignment, a customer’s reply and a mention; never what they did themselves, nor an agent’s reply', async () => {
  await mail.start()
  const [kim, lea] = [await member('Kim'), await member('Lea')]
  const ticket = await create({ notify: { requester: false, team: false } })
  await say(ticket.id, { author: 'requester' })
  expect((await asked()).sort()).toEqual([`unassigned_reply ${kim.email}`, `unassigned_reply ${lea.email}`])
  await patch(`/v1/tickets/${ticket.id}`, { assignee: kim.id })
  await patch(`/v1/tickets/${ticket.id}`, { priority: 'high' })
  await say(ticket.id, { author: 'requester' })
  await say(ticket.id, { body: 'An answer' }, kim.token)
  await say(ticket.id, { body: '@lea and @kim, look', public: false }, kim.token)
  await say(ticket.id, { body: 'You two', public: false, mentions: [lea.id, kim.id] }, kim.token)
  await patch(`/v1/tickets/${ticket.id}`, { assignee: lea.id }, lea.token)
  const named = `mention ${lea.email}`
  expect((await asked()).slice(2)).toEqual([`assignment ${kim.email}`, `reply ${kim.email}`, named, named])
})

test('a member’s preferences, read and set by API, and by the link in a mail', async () => {
  await mail.start()
  const kim = await member('Kim')
  const path = `/v1/members/${kim.id}/notifications`
  const all = { new_ticket: true, assignment: true, reply: true, unassigned_reply: true, mention: true }
  expect((await mail.get(path)).json).toEqual(all)
  await create()
  const [entry] = await mail.mails('new_ticket', 1)
  const { text } = (await mail.get(`/v1/outbox/${entry.id}`)).json
  const url = /http:\/\/localhost:4000(\/mail\/[\w.-]+)/.exec(text)?.[1] ?? ''
  expect((await mail.lodge.app.inject({ method: 'POST', url })).statusCode).toBe(200)
  expect((await mail.get(path)).json).toEqual({ ...all, new_ticket: false })
  await create()
  await create({ assignee: kim.id })
  expect((await asked()).slice(1)).toEqual([`assignment ${kim.email}`])
  const put = await mail.lodge.call(mail.desk().token, 'PUT', path, { ...all, assignment: false })
  expect([put.status, put.json]).toEqual([200, { ...all, assignment: false }])
  await create({ assignee: kim.id })
  await create()
  expect((await asked()).slice(2)).toEqual([`new_ticket ${kim.email}`])
})

test('400 preferences that are not whole, 404 a member that there is not', async () => {
  const kim = await member('Kim')
  const put = (id: string, body: object) =>
    mail.lodge.call(mail.desk().token, 'PUT', `/v1/members/${id}/notifications`, body)
  expect((await put(kim.id, { new_ticket: false })).status).toBe(400)
  expect((await mail.get('/v1/members/1/notifications')).json.code).toBe('member_not_found')
})

test('past twenty in ten minutes the rest is one digest, which survives a stop; then mails come one by one again', async () => {
  await mail.start()
  const kim = await member('Kim')
  for (let n = 1; n <= 25; n++) await create({ subject: `Help ${n}` })
  await mail.planned()
  await mail.stop()
  await mail.start()
  for (let n = 26; n <= 130; n++) await create({ subject: `Help ${n}` })
  expect(await asked()).toEqual([...Array(20).fill(`new_ticket ${kim.email}`), `digest ${kim.email}`])
  const [waiting] = (await mail.get('/v1/outbox?kind=digest')).json.data
  expect(waiting.state).toBe('pending')
  const delivery = (await mail.get(`/v1/deliveries/${waiting.id}`)).json
  expect(Date.parse(delivery.due_at)).toBeGreaterThan(Date.now())
  // To look at it does not end it.
  expect((await mail.get(`/v1/outbox/${waiting.id}`)).json.text).toContain('110 more notices')
  await create({ subject: 'Help 131' })
  await mail.planned()
  await mail.fastForward()
  const [digest] = await mail.mails('digest', 1)
  const { text } = (await mail.get(`/v1/outbox/${digest.id}`)).json
  expect(text).toContain('there were 111 more notices')
  expect(text).toContain('- #21 New: Help 21')
  expect(text).toContain('- #120 New: Help 120')
  expect(text).not.toContain('#121')
  expect(text).toContain('and 11 more')
  await create({ subject: 'Help 132' })
  expect((await asked()).slice(21)).toEqual([`new_ticket ${kim.email}`])
})

test('the team’s mails are in the desk’s language, and in a thread of their own', async () => {
  await mail.start()
  await patch('/v1/desk', { culture: 'he-IL' })
  const kim = await member('Kim')
  const ticket = await create({ assignee: kim.id, subject: 'Drucker', culture: 'de-DE' })
  await say(ticket.id, { author: 'requester', body: 'Er druckt nicht.' })
  const [reply] = await mail.mails('reply', 1)
  const read = (await mail.get(`/v1/outbox/${reply.id}`)).json
  expect(read.subject).toBe('[#1] תשובה: Drucker')
  expect(read.html).toContain('dir="rtl"')
  expect(read.text).toContain('Er druckt nicht.')
  const [assignment] = await mail.mails('assignment', 1)
  const value = (name: string) => read.headers.find((one: { name: string }) => one.name === name)?.value
  expect(value('References')).toContain(assignment.message_id)
  expect(value('Auto-Submitted')).toBe('auto-generated')
})

test('the owners are told of a lane that is paused, but not by the mail that is', async () => {
  await mail.start()
  const owner = await member('Olga', 'offline', 'owner')
  await member('Kim')
  for (const channel of ['webhook', 'mail']) {
    const lane = {
      channel,
      lane: 'x',
      name: `${channel} of Acme`,
      failing_since: '2026-01-01T10:00:00.000Z',
      reason: 'It refuses.',
    }
    await mail.lodge.store.pool.query(
      `insert into event (desk_id, id, type, actor_kind, data, created_at)
       values ($1, $2, 'delivery_lane.paused', 'system', $3, now())`,
      [mail.desk().id, mail.lodge.store.nextId(), JSON.stringify({ lane })],
    )
  }
  expect(await asked()).toEqual([`lane_paused ${owner.email}`])
  const [entry] = await mail.mails('lane_paused', 1)
  const { text, subject } = (await mail.get(`/v1/outbox/${entry.id}`)).json
  expect(subject).toBe('Paused: webhook of Acme')
  expect(text).toContain('It refuses.')
})

test('what a rule mails: to an address, or to who works on the ticket, else who is online, else the owners', async () => {
  await mail.start()
  const [boss, kim] = [await member('Boss', 'away', 'owner'), await member('Kim')]
  const told = { do: 'mail', text: 'It waits.' }
  const then = [{ ...told, to: 'pager@ops.example' }, told]
  const when = { events: [{ event: 'ticket.updated', changed: ['priority'] }] }
  await mail.post('/v1/rules', { name: 'Watch', when, then })
  const tell = async (given: object) => {
    const { id } = await create({ notify: { requester: false, team: false }, ...given })
    const before = (await asked()).length
    await patch(`/v1/tickets/${id}`, { priority: 'urgent' })
    await until(async () => (await asked()).length >= before + 2)
    return (await asked()).slice(before).sort()
  }
  const pager = 'rule_notice pager@ops.example'
  expect(await tell({})).toEqual([`rule_notice ${kim.email}`, pager])
  await patch(`/v1/members/${kim.id}`, { availability: 'away' })
  expect(await tell({})).toEqual([`rule_notice ${boss.email}`, pager])
  const { data } = (await mail.get('/v1/outbox?kind=rule_notice')).json
  const shown = (await mail.get(`/v1/outbox/${data[0].id}`)).json
  expect([shown.subject, shown.text]).toEqual([
    expect.stringContaining('Your attention'),
    expect.stringContaining('It waits.'),
  ])
})
