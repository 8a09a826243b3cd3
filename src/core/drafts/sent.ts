import type { Change } from '../change.ts'
import { writerOf } from './draft.ts'

/** A draft is gone with its message, in the same transaction. */
export const deleteSentDraft = async ({ tx, actor }: Change, ticketId: string): Promise<void> => {
  await tx
    .deleteFrom('draft')
    .where('desk_id', '=', actor.deskId)
    .where('ticket_id', '=', ticketId)
    .where('writer_id', '=', writerOf(actor))
    .execute()
}
