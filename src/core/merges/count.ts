import { sql } from 'kysely'
import type { Change } from '../change.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'
import { writeTicket } from '../tickets/write.ts'

/** Writes how many messages a locked ticket shows by now, those merged into it included, and when the last one came. */
export const countMessages = async (change: Change, ticket: TicketSnapshot): Promise<TicketSnapshot> => {
  const { tx, actor } = change
  const found = await sql<{ count: number; last: Date | null }>`
    select count(*)::integer as count, max(created_at) as last from message
    where desk_id = ${actor.deskId} and ticket_id = any (
      array(select ticket_id from ticket_merge where desk_id = ${actor.deskId} and root_id = ${ticket.id})
        || ${ticket.id}::bigint
    )`.execute(tx)
  const counted = {
    message_count: found.rows[0]?.count ?? ticket.message_count,
    last_message_at: found.rows[0]?.last?.toISOString() ?? ticket.last_message_at,
    updated_at: new Date().toISOString(),
  }
  const after = { ...ticket, ...counted }
  await writeTicket(change, after, counted)
  return after
}
