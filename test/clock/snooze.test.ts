import { expect, test } from 'vitest'
import { wakeTickets } from '../../src/core/tickets/wake.ts'
import { startJobs } from '../../src/jobs/start.ts'
import { until } from '../support/feed.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { eventsOf, fileTicket } from '../support/tickets.ts'

const lodge = useLodge()

/** Sleeps until a moment that has passed, as one does that waited through a downtime. */
const asleep = async (desk: TestDesk, until = new Date(Date.now() - 60_000)) => {
  const ticket = await fileTicket(lodge, desk)
  const snooze = { status: 'snoozed', snoozed_until: new Date(Date.now() + 3_600_000).toISOString() }
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${ticket.id}`, snooze)
  await lodge.store.pool.query('update ticket set snoozed_until = $3 where desk_id = $1 and id = $2', [
    desk.id,
    ticket.id,
    until,
  ])
  return ticket
}
const statusOf = async (desk: TestDesk, { id }: { id: string }) =>
  (await lodge.call(desk.token, 'GET', `/v1/tickets/${id}`)).json.status
const wakings = async (desk: TestDesk) =>
  (await eventsOf(lodge, desk, 'ticket.updated')).filter(({ changes }) => changes.status.to === 'open')

test('wakes when its time has come, once, whoever looks, on every desk; not before', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  const due = [await asleep(desk), await asleep(desk), await asleep(other)]
  const later = await asleep(desk, new Date(Date.now() + 60_000))
  await Promise.all([1, 2, 3, 4].map(() => wakeTickets(lodge.lodge)))
  expect([await statusOf(desk, due[0]), await statusOf(desk, due[1]), await statusOf(other, due[2])]).toEqual([
    'open',
    'open',
    'open',
  ])
  expect(await statusOf(desk, later)).toBe('snoozed')
  expect(await wakings(desk)).toHaveLength(2)
  expect((await wakings(other))[0]).toMatchObject({
    ticket: { id: due[2].id, status: 'open', snoozed_until: null },
    changes: { status: { from: 'snoozed', to: 'open' } },
  })
  const actors = await lodge.store.pool.query(
    `select actor_kind from event where desk_id = $1 and type = 'ticket.updated' order by id desc limit 1`,
    [other.id],
  )
  expect(actors.rows[0].actor_kind).toBe('system')
})

test('the schedule wakes it, within a minute', async () => {
  const desk = await lodge.desk()
  const ticket = await asleep(desk)
  const jobs = await startJobs(lodge.lodge)
  try {
    await until(async () => (await statusOf(desk, ticket)) === 'open')
  } finally {
    await jobs.stop()
  }
  expect(await wakings(desk)).toHaveLength(1)
})
