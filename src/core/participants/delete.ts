import type { Change } from '../change.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Participant } from '../tickets/ticket.ts'
import type { TicketMerged } from '../tickets/update.ts'
import { lockTicket } from '../tickets/write.ts'
import { tellParticipants } from './create.ts'

export type RemoveParticipantError =
  | { code: 'ticket_not_found' }
  | TicketMerged
  | { code: 'participant_not_found' }
  | { code: 'requester_stays' }

/**
 * Has somebody take part in a ticket no more; what they were sent stays theirs. The requester, by the id of their contact,
 * is refused: a ticket is somebody's. Event: `ticket.updated`.
 */
export const removeParticipant = async (
  change: Change,
  idOrNumber: string,
  id: string,
): Promise<Result<Participant, RemoveParticipantError>> => {
  const before = await lockTicket(change, idOrNumber)
  if (!before) return fail({ code: 'ticket_not_found' })
  if (before.merged_into) return fail({ code: 'ticket_merged', into: before.merged_into })
  if (id === before.requester.id) return fail({ code: 'requester_stays' })
  const gone = before.participants.find((one) => one.id === id)
  if (!gone) return fail({ code: 'participant_not_found' })
  await deleteParticipants(change, before.id, [id])
  await tellParticipants(
    change,
    before,
    before.participants.filter((one) => one !== gone),
  )
  return ok(gone)
}

/** Deletes the rows of some who take part in a locked ticket: part of the change that says so. */
export const deleteParticipants = async ({ tx, actor }: Change, ticketId: string, ids: string[]): Promise<void> => {
  await tx
    .deleteFrom('participant')
    .where('desk_id', '=', actor.deskId)
    .where('ticket_id', '=', ticketId)
    .where('id', 'in', ids)
    .execute()
  // Undoing the merge that made them then takes back nobody who came again.
  await tx
    .deleteFrom('ticket_merge_participant')
    .where('desk_id', '=', actor.deskId)
    .where('ticket_id', '=', ticketId)
    .where('participant_id', 'in', ids)
    .execute()
}
