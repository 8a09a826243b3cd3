import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { moveAllTickets } from '../tickets/move-all.ts'
import { findTicketType, liveTicketType } from './find.ts'
import { type TicketType, toTicketType } from './ticket-type.ts'

export type ArchiveTicketTypeError =
  | { code: 'ticket_type_not_found' }
  | { code: 'ticket_type_is_default' }
  | { code: 'move_to_not_found' }

/**
 * Takes a ticket type out of use. A type says what a ticket was about, so tickets keep theirs, unless `moveTo` (id or name)
 * says what they are instead. Hooks that file as it do so as that one, else as the desk's default.
 */
export const archiveTicketType = async (
  change: Change,
  id: string,
  moveTo: string | null,
): Promise<Result<TicketType, ArchiveTicketTypeError>> => {
  const { tx, actor } = change
  await lockSettings(change)
  const known = await liveTicketType(change, id)
  if (!known) return fail({ code: 'ticket_type_not_found' })
  if (known.is_default) return fail({ code: 'ticket_type_is_default' })
  const target = moveTo === null ? null : await findTicketType(change, moveTo)
  if (target === undefined || target?.id === known.id) return fail({ code: 'move_to_not_found' })

  const archivedAt = new Date()
  await tx
    .updateTable('ticket_type')
    .set({ archived_at: archivedAt })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', known.id)
    .execute()
  const tickets = target ? await moveAllTickets(change, 'ticket_type_id', known.id, target.id) : 0
  await tx
    .updateTable('hook')
    .set({ ticket_type_id: target?.id ?? null })
    .where('desk_id', '=', actor.deskId)
    .where('ticket_type_id', '=', known.id)
    .execute()
  const ticketType = toTicketType({ ...known, archived_at: archivedAt })
  const movedTo = target && { id: target.id, name: target.name }
  const data = { ticket_type: ticketType, moved_to: movedTo, tickets }
  await recordEvent(change, { type: 'ticket_type.archived', data })
  return ok(ticketType)
}
