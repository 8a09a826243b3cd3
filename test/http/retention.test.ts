import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { purgeActivity } from '../../src/core/activity/purge.ts'
import { acceptMail } from '../../src/core/inbound-mail/accept.ts'
import { applyRetention, applyRetentions } from '../../src/core/retention/apply.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'

const lodge = useLodge()

const call = (desk: TestDesk, method: string, path: string, body?: object) =>
  lodge.call(desk.token, method, `/v1${path}`, body)
const sql = (text: string, values: unknown[]) => lodge.store.pool.query(text, values)

const NOTHING = { count: 0, more: false }
const ONE = { count: 1, more: false }
const ALL = { closed_days: 30, spam_days: 7, inbound_raw_days: 60, activity_days: 10 }

const makeTicket = async (desk: TestDesk, status: string, days: number) => {
  const { json } = await call(desk, 'POST', '/tickets', { requester: { email: 'a@example.com' }, subject: 'Hi' })
  if (status !== 'open') await call(desk, 'PATCH', `/tickets/${json.id}`, { status })
  await sql(
    `update ticket set updated_at = now() - make_interval(days => $2), last_message_at = now() - make_interval(days => $2),
       resolved_at = resolved_at - make_interval(days => $2), closed_at = closed_at - make_interval(days => $2)
     where id = $1`,
    [json.id, days],
  )
  return json.id as string
}

const makeMail = async (desk: TestDesk, days: number, ticketId: string | null) => {
  const boxes = (await call(desk, 'GET', '/mailboxes')).json.data
  const box =
    boxes[0] ?? (await call(desk, 'POST', '/mailboxes', { name: 'In', address: `${desk.slug}@acme.example` })).json
  await acceptMail(lodge.lodge, {
    source: Readable.from([Buffer.from(`From: ann@example.com\r\nSubject: ${Math.random()}\r\n\r\nHi\r\n`)]),
    maxBytes: 1_000_000,
    mailboxes: [{ deskId: desk.id, mailboxId: box.id, to: ['in@acme.example'] }],
    envelope: { from: 'ann@example.com', ip: '192.0.2.1', helo: 'client', tls: true, via: 'smtp' },
    verdict: null,
    sourceKey: null,
  })
  const { rows } = await sql(
    `update inbound_mail set state = $2, ticket_id = $3, decided_at = now() - make_interval(days => $4)
     where desk_id = $1 and state = 'stored' returning id::text`,
    [desk.id, ticketId === null ? 'quarantined' : 'filed', ticketId, days],
  )
  return rows[0].id as string
}

const makeActivity = (desk: TestDesk, days: number) =>
  sql(
    `insert into activity (desk_id, id, type, session_id, created_at) values ($1, $2, 'click', 's', now() - make_interval(days => $3))`,
    [desk.id, lodge.store.nextId(), days],
  )

test('200 what is old goes, as the preview said; what is younger, and of others, stays', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  expect((await call(desk, 'GET', '/desk/retention')).json).toMatchObject({
    ...{ closed_days: null, spam_days: null, inbound_raw_days: null, activity_days: 90 },
    due: { closed_tickets: NOTHING, spam_tickets: NOTHING, inbound_mails: NOTHING, activities: NOTHING },
    always: { idempotency_keys_days: 7, hook_payloads_days: 30, deliveries_days: 90, sent_mail_days: 90 },
  })
  const kept = [
    await makeTicket(desk, 'closed', 29),
    await makeTicket(desk, 'open', 400),
    await makeTicket(desk, 'spam', 6),
    await makeTicket(other, 'closed', 400),
  ]
  await makeTicket(desk, 'closed', 31)
  await makeTicket(desk, 'spam', 8)
  const filed = await makeMail(desk, 61, kept[1] ?? '')
  const quarantined = await makeMail(desk, 61, null)
  const young = await makeMail(desk, 59, null)
  await makeActivity(desk, 11)
  await makeActivity(desk, 9)

  const due = { closed_tickets: ONE, spam_tickets: ONE, inbound_mails: { count: 2, more: false }, activities: ONE }
  expect((await call(desk, 'POST', '/desk/retention/preview', ALL)).json).toEqual({ due })
  expect((await call(desk, 'PUT', '/desk/retention', ALL)).json).toEqual(ALL)
  expect((await call(desk, 'GET', '/desk/retention')).json).toMatchObject({ ...ALL, due })
  await applyRetentions(lodge.lodge)
  expect((await call(desk, 'GET', '/desk/retention')).json.due).toEqual({
    ...{ closed_tickets: NOTHING, spam_tickets: NOTHING, inbound_mails: NOTHING, activities: NOTHING },
  })
  const left = await sql('select id::text from ticket where desk_id = any ($1)', [[desk.id, other.id]])
  expect(left.rows.map(({ id }) => id).toSorted()).toEqual(kept.toSorted())
  expectProblem(await call(desk, 'GET', `/inbound-mails/${filed}/raw`), 410, 'inbound_mail_erased')
  expectProblem(await call(desk, 'POST', `/inbound-mails/${quarantined}/release`), 410, 'inbound_mail_erased')
  expect((await call(desk, 'GET', `/inbound-mails/${filed}`)).json.envelope.from).toBe('ann@example.com')
  expect((await call(desk, 'GET', `/inbound-mails/${quarantined}`)).json.envelope.from).toBeNull()
  expect((await call(desk, 'GET', `/inbound-mails/${young}/raw`)).status).toBe(200)
  const events = await sql(
    `select type, data from event where desk_id = $1 and type like 'retention.%' or desk_id = $1 and type = 'tickets.deleted' order by id`,
    [desk.id],
  )
  expect(events.rows).toEqual([
    { type: 'retention.updated', data: { retention: ALL } },
    { type: 'tickets.deleted', data: { older_than_days: 30, deleted: 1, spam: false } },
    { type: 'tickets.deleted', data: { older_than_days: 7, deleted: 1, spam: true } },
    {
      type: 'retention.applied',
      data: { deleted: { closed_tickets: 1, spam_tickets: 1, inbound_mails: 2, activities: 1 } },
    },
  ])
  // Run again, there is nothing left to do or to say.
  expect(await applyRetention(lodge.lodge, desk.id)).toEqual({
    ...{ closed_tickets: 0, spam_tickets: 0, inbound_mails: 0, activities: 0 },
  })
})

test('activity is kept 90 days, or as long as the desk says', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  await call(other, 'PUT', '/desk/retention', { ...ALL, activity_days: null })
  for (const one of [desk, other]) {
    await makeActivity(one, 91)
    await makeActivity(one, 89)
  }
  await purgeActivity(lodge.store)
  const left = async ({ id }: TestDesk) => (await sql('select from activity where desk_id = $1', [id])).rowCount
  expect([await left(desk), await left(other)]).toEqual([1, 2])
})

test('400 a retention that leaves something unsaid, or is no number of days', async () => {
  const desk = await lodge.desk()
  const { spam_days: _, ...rest } = ALL
  expectProblem(await call(desk, 'PUT', '/desk/retention', rest), 400, 'invalid_body', 'spam_days')
  const put = (closed_days: unknown) => call(desk, 'PUT', '/desk/retention', { ...ALL, closed_days })
  expectProblem(await put(0), 400, 'invalid_body', 'closed_days')
  expectProblem(await put(1.5), 400, 'invalid_body', 'closed_days')
  const reader = await lodge.token(desk, ['settings:read'])
  expectProblem(await lodge.call(reader, 'GET', '/v1/desk/retention'), 403, 'insufficient_scope')
})
