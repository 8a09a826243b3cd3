import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { lockInOrder } from '../tickets/lock-in-order.ts'
import { lockTicket } from '../tickets/write.ts'
import { toEvent, toLink } from './create.ts'
import type { TicketLink } from './link.ts'

/** Takes the link of two tickets away, from both. */
export const unlinkTickets = async (
  change: Change,
  idOrNumber: string,
  otherIdOrNumber: string,
): Promise<Result<TicketLink, { code: 'ticket_not_found' } | { code: 'link_not_found' }>> => {
  const { tx, actor } = change
  await lockInOrder(change, [idOrNumber, otherIdOrNumber])
  const ticket = await lockTicket(change, idOrNumber)
  if (!ticket) return fail({ code: 'ticket_not_found' })
  const other = await lockTicket(change, otherIdOrNumber)
  if (!other) return fail({ code: 'link_not_found' })
  const rows = await tx
    .deleteFrom('ticket_link')
    .where('desk_id', '=', actor.deskId)
    .where((where) =>
      where.or([
        where.and([where('ticket_id', '=', ticket.id), where('other_id', '=', other.id)]),
        where.and([where('ticket_id', '=', other.id), where('other_id', '=', ticket.id)]),
      ]),
    )
    .returning(['ticket_id', 'kind', 'created_at'])
    .execute()
  const row = rows.find(({ ticket_id }) => ticket_id === ticket.id)
  if (!row) return fail({ code: 'link_not_found' })
  const link = toLink(other, row.kind, row.created_at)
  await recordEvent(change, { type: 'ticket.unlinked', ticketId: ticket.id, data: toEvent(ticket, link) })
  return ok(link)
}
