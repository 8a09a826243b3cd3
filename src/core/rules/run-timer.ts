import { sql } from 'kysely'
import type { Change } from '../change.ts'
import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { lockTicket } from '../tickets/write.ts'
import { dueSince } from './due.ts'
import { readHours } from './facts.ts'
import { RULE } from './rule.ts'
import { asActor, lookAt } from './run.ts'
import { MOMENT, timeKey } from './since.ts'

export type TimerKey = { deskId: DeskId; ruleId: string; ticketId: string }

/** The timers whose time has come, the longest due first. */
export const dueTimers = async (lodge: Lodge, limit: number): Promise<TimerKey[]> => {
  const found = await lodge.store.pool.query<TimerKey>(
    `select desk_id as "deskId", rule_id as "ruleId", ticket_id as "ticketId"
     from rule_timer where due_at <= now() order by due_at limit $1`,
    [limit],
  )
  return found.rows
}

/**
 * Takes a timer that is due and lets its rule look at the ticket, in one transaction. Where the moment that it counts from
 * has moved meanwhile, the timer is set again; where there is none any more, nothing is left to do.
 */
export const runTimer = async (lodge: Lodge, { deskId, ruleId, ticketId }: TimerKey): Promise<void> => {
  const fitted = await lodge.store.db.transaction().execute(async (tx) => {
    const taken = await tx
      .deleteFrom('rule_timer')
      .where('desk_id', '=', deskId)
      .where('rule_id', '=', ruleId)
      .where('ticket_id', '=', ticketId)
      .where('due_at', '<=', sql<Date>`now()`)
      .returning('ticket_id')
      .executeTakeFirst()
    if (!taken) return false
    const rule = await tx
      .selectFrom('rule')
      .select(RULE)
      .where('desk_id', '=', deskId)
      .where('id', '=', ruleId)
      .where('is_enabled', '=', true)
      .where('deleted_at', 'is', null)
      .executeTakeFirst()
    if (!rule) return false
    const change: Change = { tx, lodge, actor: asActor(deskId, rule) }
    const ticket = await lockTicket(change, ticketId)
    const since = ticket && (await momentOf(change, ruleId, ticketId))
    if (!since) return false
    const hoursOf = await readHours(tx, deskId, [ticket.department.id])
    const dueAt = dueSince(rule.trigger, hoursOf(ticket.department.id), since)
    if (!dueAt) return false
    if (dueAt > new Date()) {
      const timer = { desk_id: deskId, rule_id: ruleId, ticket_id: ticketId, since, due_at: dueAt }
      await tx.insertInto('rule_timer').values(timer).execute()
      return false
    }
    return lookAt(change, rule, ticket, { key: timeKey(since), eventId: null, message: null, depth: 1 })
  })
  if (fitted) lodge.nudge()
}

const momentOf = async ({ tx, actor }: Change, ruleId: string, ticketId: string): Promise<Date | undefined> => {
  const found = await sql<{ since: Date | null }>`
    select ${sql.raw(MOMENT)} as since
    from rule r join ticket t on t.desk_id = r.desk_id
    where r.desk_id = ${actor.deskId} and r.id = ${ruleId} and t.id = ${ticketId}`.execute(tx)
  return found.rows[0]?.since ?? undefined
}

/** Puts off a timer that cannot be taken now, so that the others are. */
export const postponeTimer = async (lodge: Lodge, { deskId, ruleId, ticketId }: TimerKey): Promise<void> => {
  await lodge.store.pool.query(
    `update rule_timer set due_at = now() + interval '10 minutes'
     where desk_id = $1 and rule_id = $2 and ticket_id = $3`,
    [deskId, ruleId, ticketId],
  )
}
