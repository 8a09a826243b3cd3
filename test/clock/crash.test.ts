import { once } from 'node:events'
import { expect, test } from 'vitest'
import { follow } from '../../src/core/events/follow.ts'
import { slaFollower } from '../../src/core/sla/follow.ts'
import { connect, until } from '../support/feed.ts'
import { useLodge } from '../support/lodge.ts'
import { spawnScript } from '../support/script.ts'
import { eventsOf, fileTicket } from '../support/tickets.ts'

const lodge = useLodge()
const runTicking = () => spawnScript(import.meta.dirname, 'ticking.ts', [lodge.databaseUrl])

/** Starts ticking and kills it while it waits for a table: after it began to write, before its commit. */
const killAt = async (table: string): Promise<void> => {
  const holder = await connect(lodge)
  await holder.query(`begin; lock table ${table} in exclusive mode`)
  const child = runTicking()
  const waiting = `select from pg_locks where not granted and relation = '${table}'::regclass`
  await until(async () => (await holder.query(waiting)).rowCount === 1)
  child.kill('SIGKILL')
  const [, signal] = await once(child, 'exit')
  expect(signal).toBe('SIGKILL')
  await holder.query('rollback')
  await holder.end()
}

test('killed while it warns, tells a breach or wakes, each happens once', async () => {
  const desk = await lodge.desk()
  await lodge.call(desk.token, 'POST', '/v1/sla-policies', {
    name: 'Gold',
    clock: 'wall',
    targets: { first_reply: { normal: 60 }, resolution: { normal: 600 } },
  })
  const late = await fileTicket(lodge, desk)
  const asleep = await fileTicket(lodge, desk)
  const snooze = { status: 'snoozed', snoozed_until: '2099-01-01T00:00:00Z' }
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${asleep.id}`, snooze)
  const follower = follow(lodge.lodge, [slaFollower(lodge.lodge)])
  const started = 'select from ticket_sla where desk_id = $1'
  await until(async () => (await lodge.store.pool.query(started, [desk.id])).rowCount === 4)
  await lodge.store.pool.query(
    `update ticket_sla set due_at = due_at - interval '490 minutes', warn_at = warn_at - interval '490 minutes'
     where desk_id = $1 and ticket_id = $2`,
    [desk.id, late.id],
  )
  await lodge.store.pool.query(`update ticket set snoozed_until = now() where desk_id = $1 and id = $2`, [
    desk.id,
    asleep.id,
  ])
  // The follower has read all there is before anything is told.
  const unread = `select from event e, follower_cursor c where c.name = 'sla' and (e.xid, e.id) > (c.xid, c.id)`
  await until(async () => (await lodge.store.pool.query(unread)).rowCount === 0)
  await follower.stop()
  for (const table of ['ticket_sla', 'event', 'event']) await killAt(table)
  for (let n = 0; n < 2; n++) expect((await once(runTicking(), 'exit'))[0]).toBe(0)
  const kinds = async (type: string) => (await eventsOf(lodge, desk, type)).map(({ timer }) => timer.kind)
  expect(await kinds('sla.warning')).toEqual(['resolution'])
  expect(await kinds('sla.breached')).toEqual(['first_reply'])
  const woken = (await eventsOf(lodge, desk, 'ticket.updated')).filter(({ changes }) => changes.status.to === 'open')
  expect(woken.map(({ ticket }) => ticket.id)).toEqual([asleep.id])
})
