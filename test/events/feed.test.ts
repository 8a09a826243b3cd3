import { expect, test } from 'vitest'
import { connect, newTicket, notes, readFeed, readUntil, writeEvent } from '../support/feed.ts'
import { useLodge } from '../support/lodge.ts'

const lodge = useLodge()

test('200 every change with its snapshot, in order, page by page', async () => {
  const desk = await lodge.desk()
  const subjects = Array.from({ length: 10 }, (_, n) => `Ticket ${n}`)
  for (const subject of subjects) await newTicket(lodge, desk, subject)
  const feed = await readUntil(lodge, desk, 10)
  expect(feed.data).toMatchObject(subjects.map((subject) => ({ data: { ticket: { subject } } })))
  expect(feed.data[0]).toMatchObject({
    type: 'ticket.created',
    actor: { kind: 'token' },
    data: { contact_created: true, ticket: { number: 1, requester: { email: 'ann@example.com' } } },
    created_at: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
  })
  const rest = await readFeed(lodge, desk, `after=${feed.data[8]?.cursor}`)
  expect(rest.data.map((event) => event.id)).toEqual([feed.data[9]?.id])
  expect(await readFeed(lodge, desk, `after=${rest.next}`)).toEqual({ data: [], next: rest.next })
})

test('200 types picks events, and its cursor passes the others', async () => {
  const desk = await lodge.desk()
  await newTicket(lodge, desk, 'One')
  await newTicket(lodge, desk, 'Two')
  const all = await readUntil(lodge, desk, 2)
  const none = await readFeed(lodge, desk, 'types=note.written,contact.updated')
  expect(none).toEqual({ data: [], next: all.next })
  const client = await connect(lodge)
  await writeEvent(client, lodge, desk, 'here')
  await client.end()
  expect(notes(await readUntil(lodge, desk, 1, none.next, '&types=note.written'))).toEqual(['here'])
})

test('200 after=now starts at the end', async () => {
  const desk = await lodge.desk()
  await newTicket(lodge, desk, 'Before')
  await readUntil(lodge, desk, 1)
  const now = await readFeed(lodge, desk, 'after=now')
  expect(now.data).toEqual([])
  await newTicket(lodge, desk, 'After')
  const feed = await readUntil(lodge, desk, 1, now.next)
  expect(feed.data).toMatchObject([{ data: { ticket: { subject: 'After' } } }])
})

test('200 wait answers when something happens', async () => {
  const desk = await lodge.desk()
  const poll = readFeed(lodge, desk, 'wait=30')
  await newTicket(lodge, desk, 'Hello')
  expect((await poll).data).toHaveLength(1)
})

test('200 another desk sees nothing of it', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  await newTicket(lodge, desk, 'Mine')
  const mine = await readUntil(lodge, desk, 1)
  expect((await readFeed(lodge, other, '')).data).toEqual([])
  expect((await readFeed(lodge, other, `after=${mine.next}`)).data).toEqual([])
})

test('200 what began first and commits last is shown in its place, and nothing before it is skipped', async () => {
  const desk = await lodge.desk()
  const [early, late] = [await connect(lodge), await connect(lodge)]
  await writeEvent(late, lodge, desk, 'first')
  await readUntil(lodge, desk, 1)
  await early.query('begin')
  await writeEvent(early, lodge, desk, 'begun early')
  await writeEvent(late, lodge, desk, 'begun late')
  await writeEvent(late, lodge, desk, 'begun later')
  const held = await readFeed(lodge, desk, '')
  expect(notes(held)).toEqual(['first'])
  const poll = readUntil(lodge, desk, 3, held.next)
  await early.query('commit')
  expect(notes(await poll)).toEqual(['begun early', 'begun late', 'begun later'])
  await early.end()
  await late.end()
})

test('200 what is rolled back never shows, and holds nothing back afterwards', async () => {
  const desk = await lodge.desk()
  const [undone, client] = [await connect(lodge), await connect(lodge)]
  await undone.query('begin')
  await writeEvent(undone, lodge, desk, 'undone')
  await writeEvent(client, lodge, desk, 'kept')
  await undone.query('rollback')
  expect(notes(await readUntil(lodge, desk, 1))).toEqual(['kept'])
  await undone.end()
  await client.end()
})

test.each([
  ['after=nonsense', 'after', 'invalid_cursor'],
  ['types=Ticket', 'types', 'invalid'],
  ['limit=101', 'limit', 'too_large'],
  ['wait=31', 'wait', 'too_large'],
  ['before=1', 'before', 'unknown_field'],
])('400 %s', async (query, path, code) => {
  const desk = await lodge.desk()
  const answer = await lodge.call(desk.token, 'GET', `/v1/events?${query}`)
  expect(answer.status).toBe(400)
  expect(answer.json.errors).toMatchObject([{ path, code }])
})

test('403 without the scope', async () => {
  const token = await lodge.token(await lodge.desk(), ['tickets:read'])
  expect((await lodge.call(token, 'GET', '/v1/events')).status).toBe(403)
  expect((await lodge.call(token, 'GET', '/v1/events/stream')).status).toBe(403)
})
