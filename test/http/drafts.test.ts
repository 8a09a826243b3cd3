import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepAttachments } from '../../src/core/attachments/sweep.ts'
import { createCredential } from '../../src/core/credentials/create.ts'
import { forgetUnsent } from '../../src/core/drafts/forget.ts'
import type { MemberId } from '../../src/core/ids.ts'
import { startSendingScheduled } from '../../src/jobs/scheduled-messages.ts'
import { until } from '../support/feed.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addMember, fileTicket, otherDesksTicket } from '../support/tickets.ts'

const lodge = useLodge()

let desk: TestDesk
let kim: { id: string; token: string }
let bo: { id: string; token: string }
let sending: { stop: () => Promise<void> }

const join = async (name: string) => {
  const id = await addMember(lodge, desk, name)
  const { secret } = await createCredential(lodge.store, {
    deskId: desk.id,
    kind: 'token',
    name: `${name}'s`,
    scopes: ['admin'],
    departmentId: null,
    memberId: id as MemberId, // a member's
    expiresAt: null,
  })
  return { id, token: secret }
}

beforeAll(async () => {
  desk = await lodge.desk()
  kim = await join('Kim')
  bo = await join('Bo')
  sending = startSendingScheduled(lodge.lodge)
})
afterAll(() => sending.stop())

const as = (who: { token: string }, method: string, path: string, body?: unknown) =>
  lodge.call(who.token, method, `/v1${path}`, body)
const upload = async (name: string): Promise<string> => {
  const headers = { 'content-type': 'application/octet-stream' }
  return (await lodge.call(desk.token, 'POST', `/v1/attachments?name=${name}`, name, headers)).json.id
}
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
const messagesOf = async (ticket: { id: string }) => (await as(kim, 'GET', `/tickets/${ticket.id}`)).json.messages
const texts = async (ticket: { id: string }) => (await messagesOf(ticket)).map(({ text }: { text: string }) => text)
const schedule = async (who: { token: string }, ticket: { id: string }, body: object) =>
  (await as(who, 'POST', `/tickets/${ticket.id}/messages`, { body: 'Later', send_at: inSeconds(3600), ...body })).json
    .scheduled_message
const makeDue = (id: string) =>
  lodge.store.pool.query('update scheduled_message set send_at = now() where id = $1', [id])
const waiting = async (ticket: { id: string }) =>
  (await as(kim, 'GET', `/tickets/${ticket.id}/scheduled-messages`)).json.data

test('200 a draft is its writer’s own, saved as it was typed, and gone once it is thrown away', async () => {
  const ticket = await fileTicket(lodge, desk)
  const at = `/tickets/${ticket.number}/draft`
  const file = await upload('a.png')
  const typed = { public: false, format: 'markdown', body: 'Half a sen', cc: ['bo@'], attachments: [file] }
  const saved = await as(kim, 'PUT', at, { ...typed, status_after: 'pending', seen_message_id: ticket.messages[0].id })
  expect(saved).toMatchObject({
    status: 200,
    json: { ...typed, ticket_id: ticket.id, attachments: [{ name: 'a.png' }] },
  })
  expect((await as(kim, 'GET', at)).json).toEqual(saved.json)
  expect((await as(kim, 'GET', '/drafts')).json.data).toEqual([saved.json])
  for (const other of [bo, desk]) expectProblem(await as(other, 'GET', at), 404, 'draft_not_found')
  expect((await as(bo, 'GET', '/drafts')).json.data).toEqual([])
  expect((await as(kim, 'PUT', at, { body: 'New' })).json).toMatchObject({ public: true, body: 'New', attachments: [] })
  expect((await as(kim, 'DELETE', at)).json.body).toBe('New')
  expectProblem(await as(kim, 'DELETE', at), 404, 'draft_not_found')
  expectProblem(await as(kim, 'PUT', at, { attachments: ['17'] }), 400, 'attachment_not_found')
  const foreign = await otherDesksTicket(lodge)
  expectProblem(await as(kim, 'PUT', `/tickets/${foreign.id}/draft`, { body: 'x' }), 404, 'ticket_not_found')
})

test('201 a draft is gone with its writer’s message, and nobody else’s is', async () => {
  const ticket = await fileTicket(lodge, desk)
  for (const who of [kim, bo]) await as(who, 'PUT', `/tickets/${ticket.id}/draft`, { body: 'Mine' })
  expect((await as(kim, 'POST', `/tickets/${ticket.id}/messages`, { body: 'Mine' })).status).toBe(201)
  expectProblem(await as(kim, 'GET', `/tickets/${ticket.id}/draft`), 404, 'draft_not_found')
  expect((await as(bo, 'GET', `/tickets/${ticket.id}/draft`)).json.body).toBe('Mine')
})

test('201 what a draft holds can be sent days after it was uploaded; what nothing holds is swept', async () => {
  const ticket = await fileTicket(lodge, desk)
  const [held, later, loose] = [await upload('a'), await upload('b'), await upload('c')]
  await as(kim, 'PUT', `/tickets/${ticket.id}/draft`, { body: 'x', attachments: [held] })
  await schedule(bo, ticket, { attachments: [later] })
  await lodge.store.pool.query(`update attachment set created_at = now() - interval '5 days' where desk_id = $1`, [
    desk.id,
  ])
  await sweepAttachments(lodge.lodge)
  const left = await lodge.store.pool.query('select id from attachment where id = any ($1)', [[held, later, loose]])
  expect(left.rows.map(({ id }) => id).toSorted()).toEqual([held, later].toSorted())
  const sent = await as(kim, 'POST', `/tickets/${ticket.id}/messages`, { body: 'x', attachments: [held] })
  expect(sent.json.attachments).toMatchObject([{ id: held }])
})

test('a draft of months ago is forgotten', async () => {
  const ticket = await fileTicket(lodge, desk)
  await as(bo, 'PUT', `/tickets/${ticket.id}/draft`, { body: 'x' })
  await lodge.store.pool.query(`update draft set updated_at = now() - interval '91 days' where ticket_id = $1`, [
    ticket.id,
  ])
  await forgetUnsent(lodge.store)
  expectProblem(await as(bo, 'GET', `/tickets/${ticket.id}/draft`), 404, 'draft_not_found')
})

test('202 a message waits, is sent as its writer at its time, and sets the status then', async () => {
  const ticket = await fileTicket(lodge, desk)
  await as(kim, 'PUT', `/tickets/${ticket.id}/draft`, { body: 'Done' })
  const file = await upload('a.png')
  const given = {
    body: 'Done',
    send_at: inSeconds(3600),
    status: 'resolved',
    cc: ['cc@example.com'],
    bcc: ['bcc@example.com'],
    attachments: [file],
  }
  const answer = await as(kim, 'POST', `/tickets/${ticket.id}/messages`, given)
  expect(answer).toMatchObject({ status: 202, json: { scheduled_message: { state: 'scheduled', by: { id: kim.id } } } })
  expect(answer.json.scheduled_message.attachments).toMatchObject([{ id: file }])
  expect(await waiting(ticket)).toEqual([answer.json.scheduled_message])
  expectProblem(await as(kim, 'GET', `/tickets/${ticket.id}/draft`), 404, 'draft_not_found')
  expect(await texts(ticket)).toHaveLength(1)
  const [{ id }, sendAt] = [answer.json.scheduled_message, inSeconds(1)]
  await as(kim, 'PATCH', `/scheduled-messages/${id}`, { send_at: sendAt })
  await until(async () => (await texts(ticket)).length === 2)
  const whole = (await as(kim, 'GET', `/tickets/${ticket.id}`)).json
  expect(whole).toMatchObject({ status: 'resolved', participants: [{ role: 'cc' }, { role: 'bcc' }] })
  expect(whole.messages[1]).toMatchObject({
    text: 'Done',
    author: { id: kim.id, name: 'Kim' },
    attachments: [{ id: file }],
  })
  expect(whole.messages[1].created_at >= sendAt).toBe(true)
  expect(await waiting(ticket)).toEqual([])
  const late = await as(kim, 'DELETE', `/scheduled-messages/${id}`)
  expectProblem(late, 409, 'scheduled_message_sent')
  expect(late.json.message_id).toBe(whole.messages[1].id)
})

test('200 cancelled, it is never sent and is its writer’s draft again; another draft stays', async () => {
  const ticket = await fileTicket(lodge, desk)
  const [file, other] = [await upload('a.png'), { body: 'Newer' }]
  const one = await schedule(kim, ticket, { body: 'Undo me', attachments: [file], send_at: inSeconds(60) })
  const two = await schedule(kim, ticket, {})
  expect((await as(bo, 'DELETE', `/scheduled-messages/${one.id}`)).json).toEqual(one)
  expect((await as(kim, 'GET', `/tickets/${ticket.id}/draft`)).json).toMatchObject({
    body: 'Undo me',
    attachments: [{ id: file }],
  })
  await as(kim, 'PUT', `/tickets/${ticket.id}/draft`, other)
  await as(kim, 'DELETE', `/scheduled-messages/${two.id}`)
  expect((await as(kim, 'GET', `/tickets/${ticket.id}/draft`)).json).toMatchObject(other)
  expectProblem(await as(kim, 'DELETE', `/scheduled-messages/${one.id}`), 404, 'scheduled_message_not_found')
  await makeDue(one.id)
  const three = await schedule(kim, ticket, { body: 'Now' })
  await makeDue(three.id)
  await until(async () => (await waiting(ticket)).length === 0)
  expect((await texts(ticket)).slice(1)).toEqual(['Now'])
})

test('200 it is given another time; 400 one that is more than a year ahead, or what could not be sent now', async () => {
  const ticket = await fileTicket(lodge, desk)
  const { id } = await schedule(kim, ticket, {})
  expect((await as(kim, 'PATCH', `/scheduled-messages/${id}`, { send_at: inSeconds(-1) })).status).toBe(200)
  await until(async () => (await texts(ticket)).length === 2)
  const at = `/tickets/${ticket.id}/messages`
  const late = { body: 'x', send_at: inSeconds(400 * 86_400) }
  expectProblem(await as(kim, 'POST', at, late), 400, 'invalid_body')
  for (const [wrong, code] of [
    [{ attachments: ['17'] }, 'attachment_not_found'],
    [{ status: 'snoozed' }, 'invalid_body'],
    [{ public: false, mentions: ['17'] }, 'member_not_found'],
    [{ mentions: [bo.id] }, 'invalid_body'],
  ] as const) {
    expectProblem(await as(kim, 'POST', at, { body: 'x', send_at: inSeconds(60), ...wrong }), 400, code)
  }
})

test('at its time it goes to a closed ticket, and not where others wrote since, or its writer is gone', async () => {
  const ticket = await fileTicket(lodge, desk)
  const seen = ticket.messages[0].id
  const closed = await schedule(kim, ticket, { body: 'Bye' })
  await as(kim, 'PATCH', `/tickets/${ticket.id}`, { status: 'closed' })
  await makeDue(closed.id)
  await until(async () => (await texts(ticket)).length === 2)
  expect((await as(kim, 'GET', `/tickets/${ticket.id}`)).json.status).toBe('closed')

  const guarded = await schedule(kim, ticket, { seen_message_id: seen })
  await as(bo, 'POST', `/tickets/${ticket.id}/messages`, { body: 'I have it', public: false })
  const mel = await join('Mel')
  const left = await schedule(mel, ticket, {})
  expect((await as(desk, 'DELETE', `/members/${mel.id}`)).status).toBe(200)
  for (const one of [guarded, left]) await makeDue(one.id)
  await until(async () => (await waiting(ticket)).every(({ state }: { state: string }) => state === 'failed'))
  const reasons = (await waiting(ticket)).map(({ reason }: { reason: string }) => reason)
  expect(reasons).toEqual(['conversation_moved_on', 'member_disabled'])
  expect(await texts(ticket)).toEqual(['I cannot log in', 'Bye', 'I have it'])
  expect((await as(kim, 'GET', '/notifications')).json.data[0]).toMatchObject({
    kind: 'not_sent',
    ticket: { id: ticket.id },
  })
})

test('what waits is erased with its ticket, its file too, and never sent', async () => {
  const ticket = await fileTicket(lodge, desk)
  const file = await upload('secret.png')
  const { id } = await schedule(kim, ticket, { attachments: [file] })
  await as(bo, 'PUT', `/tickets/${ticket.id}/draft`, { body: 'secret' })
  expect((await as(desk, 'DELETE', `/tickets/${ticket.id}/personal-data`)).status).toBe(200)
  expect(await waiting(ticket)).toEqual([])
  expectProblem(await as(bo, 'GET', `/tickets/${ticket.id}/draft`), 404, 'draft_not_found')
  expectProblem(
    await as(kim, 'PATCH', `/scheduled-messages/${id}`, { send_at: inSeconds(0) }),
    404,
    'scheduled_message_not_found',
  )
  expect((await lodge.store.pool.query('select from attachment where id = $1', [file])).rowCount).toBe(0)
})

test('409 two replies at once to what both have seen: the second is told what is newer', async () => {
  const ticket = await fileTicket(lodge, desk)
  const at = `/tickets/${ticket.id}/messages`
  const reply = { body: 'On it', seen_message_id: ticket.messages[0].id }
  const answers = await Promise.all([kim, bo].map((who) => as(who, 'POST', at, reply)))
  const [first, second] = answers.toSorted((a, b) => a.status - b.status)
  expect(first?.status).toBe(201)
  expectProblem(second!, 409, 'conversation_moved_on')
  expect(second?.json.messages).toEqual([
    { id: first?.json.id, public: true, author: first?.json.author, created_at: first?.json.created_at },
  ])
  // What one wrote oneself is no news.
  const winner = answers[0]?.status === 201 ? kim : bo
  expect((await as(winner, 'POST', at, reply)).status).toBe(201)
})

test('whoever writes in whatever order, a reply passes if and only if nobody else wrote since what its author saw', async () => {
  const people = [kim, bo, desk]
  const step = fc.record({ who: fc.nat(2), sees: fc.boolean(), note: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const ticket = await fileTicket(lodge, desk)
      const log = [{ id: ticket.messages[0].id, by: -1 }]
      const seen = people.map(() => 0)
      for (const { who, sees, note } of steps) {
        if (sees) seen[who] = log.length - 1
        const saw = seen[who] ?? 0
        const body = { body: 'x', public: !note, seen_message_id: log[saw]?.id }
        const answer = await as(people[who]!, 'POST', `/tickets/${ticket.id}/messages`, body)
        const news = log.slice(saw + 1).filter(({ by }) => by !== who)
        expect([answer.status, news.map(({ id }) => id)]).toEqual(
          news.length === 0 ? [201, []] : [409, answer.json.messages.map(({ id }: { id: string }) => id)],
        )
        if (news.length === 0) log.push({ id: answer.json.id, by: who })
      }
    }),
    { numRuns: 15 },
  )
})
