import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'

/** How many rules may set off one another, one after another. */
const DEPTH_MAX = 10
/** How often rules may act on one ticket in an hour, all together. */
const EFFECTS_AN_HOUR = 50

/** Why a rule must not act on a ticket now, in words; undefined where it may. */
export const overBudget = async (
  { tx, actor }: Change,
  ticketId: string,
  depth: number,
): Promise<string | undefined> => {
  if (depth > DEPTH_MAX) {
    return `it is the ${depth}th of rules that set off one another: they go in circles, so it was stopped`
  }
  const { count } = await tx
    .selectFrom('rule_run')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('desk_id', '=', actor.deskId)
    .where('ticket_id', '=', ticketId)
    .where('state', '=', 'done')
    .where('created_at', '>', sql<Date>`now() - interval '1 hour'`)
    .executeTakeFirstOrThrow()
  if (Number(count) < EFFECTS_AN_HOUR) return undefined
  return `rules acted on this ticket ${count} times within an hour, which is the most they may`
}

/** Tells the owner, on the rule and by an event: once an hour a ticket, or the telling would be the loop. */
export const tellStopped = async (
  change: Change,
  rule: { id: string; name: string },
  ticket: TicketSnapshot,
  reason: string,
): Promise<void> => {
  const { tx, actor } = change
  const told = await tx
    .selectFrom('rule_run')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where('ticket_id', '=', ticket.id)
    .where('rule_id', '=', rule.id)
    .where('state', '=', 'stopped')
    .where('created_at', '>', sql<Date>`now() - interval '1 hour'`)
    .executeTakeFirst()
  if (told) return
  await tx
    .updateTable('rule')
    .set({ stopped_at: new Date(), stopped_reason: reason, stopped_ticket_id: ticket.id })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', rule.id)
    .execute()
  const data = { rule: { id: rule.id, name: rule.name }, ticket, reason }
  await recordEvent(change, { type: 'rule.stopped', ticketId: ticket.id, data })
}
