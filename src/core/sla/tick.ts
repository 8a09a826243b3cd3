import type pg from 'pg'
import { type SnapshotRow, TICKET_SNAPSHOT, toSnapshot } from '../../store/ticket-whole.ts'
import { transaction } from '../../store/transaction.ts'
import type { Lodge } from '../lodge.ts'
import { type Told, tell } from './tell.ts'
import type { Timer } from './timer.ts'
import { TIMER_COLUMNS, type TimerRow, toTimer, writeTimers } from './timer-rows.ts'

const STEP = 100
/** A reply in time may still be on its way to its commit. */
const GRACE = '2 seconds'
/** Events are read in the order of their transactions, which is not quite that of their times. */
const UNREAD = 2_000

/**
 * Tells the warnings and breaches whose time has come, each once: its event and its mark on the timer are one
 * transaction. A warning that is late by a downtime is left out where its breach has come too.
 *
 * It goes no further than the follower has read: what a reply that it has not seen yet has met, is not told as a breach.
 */
export const tickSla = async (lodge: Lodge): Promise<void> => {
  for (;;) {
    const told = await transaction(lodge.store.pool, (client) => tickStep(lodge, client))
    if (told > 0) lodge.nudge()
    if (told < STEP) return
  }
}

const tickStep = async (lodge: Lodge, client: pg.PoolClient): Promise<number> => {
  const upTo = await readUpTo(client)
  if (!upTo) return 0
  const due = await client.query<TimerRow>(
    `select ${TIMER_COLUMNS} from ticket_sla s
     where s.next_at < $1 order by s.next_at limit $2 for update skip locked`,
    [upTo, STEP],
  )
  const told: Told[] = []
  for (const row of due.rows) {
    const read = await client.query<SnapshotRow>(TICKET_SNAPSHOT, [row.desk_id, row.ticket_id])
    const [ticket] = read.rows
    if (ticket) told.push({ deskId: row.desk_id, ticket: toSnapshot(ticket), ...strike(toTimer(row), upTo) })
  }
  await writeTimers(
    client,
    told.map(({ deskId, ticket, timer }) => ({ ...timer, deskId, ticketId: ticket.id })),
  )
  await tell(client, lodge, told)
  return told.length
}

const strike = (timer: Timer, upTo: Date): Pick<Told, 'type' | 'timer'> =>
  timer.dueAt && timer.dueAt < upTo
    ? { type: 'sla.breached', timer: { ...timer, breachedAt: timer.dueAt } }
    : { type: 'sla.warning', timer: { ...timer, warnedAt: new Date() } }

/** The moment up to which the follower knows what happened; undefined where it never ran. */
const readUpTo = async (client: pg.PoolClient): Promise<Date | undefined> => {
  // As the follower's own look: what is unread is little, which the planner cannot see.
  await client.query('set local enable_seqscan = off')
  const found = await client.query<{ up_to: Date }>(
    `select least(now() - $1::interval, (
       select min(created_at) from (
         select e.created_at from event e where (e.xid, e.id) > (c.xid, c.id) order by e.xid, e.id limit $2
       ) unread
     )) as up_to
     from follower_cursor c where c.name = 'sla'`,
    [GRACE, UNREAD],
  )
  return found.rows[0]?.up_to
}
