import { afterAll, beforeAll, expect, test } from 'vitest'
import { follow } from '../../src/core/events/follow.ts'
import { slaFollower } from '../../src/core/sla/follow.ts'
import { tickSla } from '../../src/core/sla/tick.ts'
import { until } from '../support/feed.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { addDepartment, eventsOf, fileTicket } from '../support/tickets.ts'

const lodge = useLodge()
let follower: ReturnType<typeof follow>
const start = () => {
  follower = follow(lodge.lodge, [slaFollower(lodge.lodge)])
}
beforeAll(start)
afterAll(() => follower.stop())

const MINUTE = 60_000
const TARGETS = {
  first_reply: { normal: 60, urgent: 15 },
  next_reply: { normal: 120, urgent: 30 },
  resolution: { normal: 600, urgent: 100 },
}
// biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asserts
type Json = any

const policy = async (desk: TestDesk, more: object = {}) => {
  const body = { name: 'Gold', targets: TARGETS, clock: 'wall', ...more }
  const made = await lodge.call(desk.token, 'POST', '/v1/sla-policies', body)
  if (made.status !== 201) throw new Error(made.text)
  return made.json
}
/** Until the follower has read all there is. */
const settled = () =>
  until(async () => {
    const unread = await lodge.store.pool.query(
      `select from event e, follower_cursor c where c.name = 'sla' and (e.xid, e.id) > (c.xid, c.id) limit 1`,
    )
    return unread.rowCount === 0
  })
const timersOf = async (desk: TestDesk, ticket: { id: string }): Promise<Record<string, Json>> => {
  await settled()
  const { sla } = (await lodge.call(desk.token, 'GET', `/v1/tickets/${ticket.id}`)).json
  return Object.fromEntries(sla.map((timer: Json) => [timer.kind, timer]))
}
const say = (desk: TestDesk, ticket: { id: string }, author: string, more: object = {}) =>
  lodge.call(desk.token, 'POST', `/v1/tickets/${ticket.id}/messages`, { body: 'Hi', author, ...more })
const change = (desk: TestDesk, ticket: { id: string }, body: object) =>
  lodge.call(desk.token, 'PATCH', `/v1/tickets/${ticket.id}`, body)
/** As though a ticket's timers had been started so many minutes earlier. */
const age = async (desk: TestDesk, ticket: { id: string }, minutes: number) => {
  await settled()
  await lodge.store.pool.query(
    `update ticket_sla set started_at = started_at - $3::interval, running_since = running_since - $3::interval,
       due_at = due_at - $3::interval, warn_at = warn_at - $3::interval
     where desk_id = $1 and ticket_id = $2`,
    [desk.id, ticket.id, `${minutes} minutes`],
  )
}
const tick = async (times = 1) => {
  await settled()
  await Promise.all(Array.from({ length: times }, () => tickSla(lodge.lodge)))
}
const after = (time: string, minutes: number) => new Date(Date.parse(time) + minutes * MINUTE).toISOString()

test('a ticket shows what it was promised; each is met once, with the ticket and the timer as they are', async () => {
  const desk = await lodge.desk()
  const { id } = await policy(desk)
  const ticket = await fileTicket(lodge, desk)
  const timers = await timersOf(desk, ticket)
  expect(timers.first_reply).toEqual({
    kind: 'first_reply',
    policy: { id, name: 'Gold' },
    clock: 'wall',
    target_minutes: 60,
    started_at: ticket.created_at,
    due_at: after(ticket.created_at, 60),
    remaining_minutes: null,
    paused_at: null,
    warned_at: null,
    breached_at: null,
    met_at: null,
  })
  expect(Object.keys(timers)).toEqual(['first_reply', 'resolution'])
  await say(desk, ticket, 'agent', { public: false })
  await say(desk, ticket, 'agent')
  await say(desk, ticket, 'agent')
  await say(desk, ticket, 'requester')
  await change(desk, ticket, { status: 'resolved' })
  const met = await timersOf(desk, ticket)
  expect(Object.keys(met)).toEqual(['first_reply', 'resolution'])
  const told = await eventsOf(lodge, desk, 'sla.met')
  expect(told.map(({ timer }) => timer)).toEqual([met.first_reply, met.resolution])
  expect(told[1].ticket).toMatchObject({ id: ticket.id, status: 'resolved', participants: [] })
  expect(met.resolution.met_at).not.toBe(null)
})

test('pending and snoozed pause, open goes on with what was left', async () => {
  const desk = await lodge.desk()
  await policy(desk)
  const ticket = await fileTicket(lodge, desk)
  await age(desk, ticket, 20)
  await change(desk, ticket, { status: 'pending' })
  const paused = (await timersOf(desk, ticket)).first_reply
  expect(paused).toMatchObject({ due_at: null, paused_at: expect.any(String) })
  expect(paused.remaining_minutes).toBeGreaterThan(39)
  expect(paused.remaining_minutes).toBeLessThanOrEqual(40)
  await change(desk, ticket, { status: 'snoozed', snoozed_until: '2099-01-01T00:00:00Z' })
  expect((await timersOf(desk, ticket)).first_reply).toEqual(paused)
  await say(desk, ticket, 'requester')
  const going = (await timersOf(desk, ticket)).first_reply
  expect(going).toMatchObject({ paused_at: null, remaining_minutes: null })
  const left = (Date.parse(going.due_at) - Date.now()) / MINUTE
  expect(left).toBeGreaterThan(35)
  expect(left).toBeLessThanOrEqual(40)
})

test('the first policy that applies; another by a change of priority or department', async () => {
  const desk = await lodge.desk()
  const sales = await addDepartment(lodge, desk, 'Sales')
  await policy(desk, { name: 'All', position: 5 })
  const applies_to = { departments: [sales], types: null, priorities: ['normal', 'high'] }
  await policy(desk, { name: 'Sales', position: 1, applies_to, targets: { resolution: { normal: 7 } } })
  const ticket = await fileTicket(lodge, desk, { department: 'Sales' })
  expect(await timersOf(desk, ticket)).toEqual({
    resolution: expect.objectContaining({ policy: expect.objectContaining({ name: 'Sales' }), target_minutes: 7 }),
  })
  await change(desk, ticket, { priority: 'urgent' })
  const urgent = await timersOf(desk, ticket)
  expect(urgent.resolution).toMatchObject({ target_minutes: 100, due_at: after(ticket.created_at, 100) })
  expect(urgent.first_reply.target_minutes).toBe(15)
  await change(desk, ticket, { priority: 'low' })
  expect(await timersOf(desk, ticket)).toEqual({})
})

test('warned and breached once each, whoever looks and however often', async () => {
  const desk = await lodge.desk()
  await policy(desk)
  const [one, two] = [await fileTicket(lodge, desk), await fileTicket(lodge, desk)]
  await age(desk, one, 50)
  await tick(4)
  const [warning, ...more] = await eventsOf(lodge, desk, 'sla.warning')
  expect(more).toEqual([])
  expect(warning).toMatchObject({ ticket: { id: one.id }, timer: { kind: 'first_reply', breached_at: null } })
  expect(warning.timer).toEqual((await timersOf(desk, one)).first_reply)
  await age(desk, one, 20)
  await tick(4)
  await tick()
  const [breach, ...others] = await eventsOf(lodge, desk, 'sla.breached')
  expect(others).toEqual([])
  expect(breach.timer).toEqual((await timersOf(desk, one)).first_reply)
  expect(breach.timer.breached_at).toBe(breach.timer.due_at)
  // After a downtime of hours, no warning of what has been breached meanwhile.
  await age(desk, two, 601)
  await tick()
  expect(await eventsOf(lodge, desk, 'sla.warning')).toHaveLength(1)
  const late = (await eventsOf(lodge, desk, 'sla.breached')).slice(1).map(({ timer }) => timer.kind)
  expect(late.toSorted()).toEqual(['first_reply', 'resolution'])
  await say(desk, one, 'agent')
  expect((await timersOf(desk, one)).first_reply).toMatchObject({
    breached_at: breach.timer.due_at,
    met_at: expect.any(String),
  })
})

test('what was met in time is no breach, although the follower reads of it late', async () => {
  const desk = await lodge.desk()
  await policy(desk)
  const ticket = await fileTicket(lodge, desk)
  await age(desk, ticket, 59)
  await follower.stop()
  await say(desk, ticket, 'agent')
  // Half a minute later it would be due, and the reply has not been read.
  await lodge.store.pool.query(`update event set created_at = created_at - interval '3 minutes' where desk_id = $1`, [
    desk.id,
  ])
  await lodge.store.pool.query(
    `update ticket_sla set due_at = due_at - interval '3 minutes', warn_at = null where desk_id = $1`,
    [desk.id],
  )
  await tickSla(lodge.lodge)
  expect(await eventsOf(lodge, desk, 'sla.breached')).toEqual([])
  start()
  expect((await timersOf(desk, ticket)).first_reply).toMatchObject({ breached_at: null, met_at: expect.any(String) })
  await tick()
  expect(await eventsOf(lodge, desk, 'sla.breached')).toEqual([])
})

test('told once, although the database fails while it is being told', async () => {
  const desk = await lodge.desk()
  await policy(desk)
  const [late, answered] = [await fileTicket(lodge, desk), await fileTicket(lodge, desk)]
  await age(desk, late, 70)
  await lodge.store.pool.query(`
    create sequence failures;
    create function fail_a_few() returns trigger language plpgsql as $$
    begin
      if nextval('failures') <= 3 then raise exception 'the disk went away'; end if;
      return new;
    end $$;
    create trigger fail_a_few after insert on event for each row when (new.type like 'sla.%')
    execute function fail_a_few()`)
  await say(desk, answered, 'agent')
  await until(async () => (await eventsOf(lodge, desk, 'sla.met')).length > 0)
  await lodge.store.pool.query(`select setval('failures', 1)`)
  await settled()
  for (let n = 0; n < 2; n++) await expect(tickSla(lodge.lodge)).rejects.toThrow('the disk went away')
  await tick()
  await tick()
  expect(await eventsOf(lodge, desk, 'sla.breached')).toHaveLength(1)
  expect(await eventsOf(lodge, desk, 'sla.met')).toHaveLength(1)
  await lodge.store.pool.query('drop trigger fail_a_few on event')
})

test('in business hours, and moved when they change', async () => {
  const desk = await lodge.desk()
  await policy(desk, { clock: 'business' })
  const everyDay = (from: string, to: string) =>
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => ({ day, from, to }))
  const hours = { name: 'Office', time_zone: 'UTC', is_default: true, weekly: everyDay('00:00', '24:00') }
  const made = (await lodge.call(desk.token, 'POST', '/v1/business-hours', hours)).json
  const ticket = await fileTicket(lodge, desk)
  const due = async () => (await timersOf(desk, ticket)).first_reply.due_at
  expect(await due()).toBe(after(ticket.created_at, 60))
  // Closed from now until the day after tomorrow, and so the hour begins there, or ends, where midnight is near.
  const day = (days: number) => after(ticket.created_at, days * 24 * 60).slice(0, 10)
  const holidays = [{ name: 'Closed', from: day(0), to: day(1) }]
  await lodge.call(desk.token, 'PATCH', `/v1/business-hours/${made.id}`, { holidays })
  expect(await due()).toBe(`${day(2)}T01:00:00.000Z`)
  await lodge.call(desk.token, 'DELETE', `/v1/business-hours/${made.id}`)
  expect(await due()).toBe(after(ticket.created_at, 60))
})

test('a deleted policy promises nothing any more; what it kept stays to be seen', async () => {
  const desk = await lodge.desk()
  const { id } = await policy(desk)
  const ticket = await fileTicket(lodge, desk)
  await say(desk, ticket, 'agent')
  await settled()
  await lodge.call(desk.token, 'DELETE', `/v1/sla-policies/${id}`)
  const timers = await timersOf(desk, ticket)
  expect(Object.keys(timers)).toEqual(['first_reply'])
  expect(timers.first_reply.policy).toEqual({ id, name: 'Gold' })
  await fileTicket(lodge, desk)
  await settled()
  const left = await lodge.store.pool.query('select from ticket_sla where desk_id = $1', [desk.id])
  expect(left.rowCount).toBe(1)
})
