import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { isUnread, readerOf } from './read-mark.ts'

/** The tickets of a page, each with whether anybody wrote since the acting member read it: one look-up for all of them. */
export const withUnread = async (
  lodge: Lodge,
  actor: Actor,
  tickets: Ticket[],
): Promise<(Ticket & { unread: boolean })[]> => {
  if (tickets.length === 0) return []
  const found = await sql<{ ticket_id: string; read_at: Date }>`
    select distinct on (ticket_id) ticket_id, read_at from ticket_read
    where desk_id = ${actor.deskId} and ticket_id = any(${tickets.map(({ id }) => id)}::bigint[])
      and member_id in (0, ${readerOf(actor)})
    order by ticket_id, member_id desc`.execute(lodge.store.db)
  const readAt = new Map(found.rows.map((row) => [row.ticket_id, row.read_at]))
  return tickets.map((ticket) => ({
    ...ticket,
    unread: isUnread(readAt.get(ticket.id) ?? null, new Date(ticket.last_message_at)),
  }))
}
