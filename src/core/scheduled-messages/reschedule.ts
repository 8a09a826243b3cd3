import type { Change } from '../change.ts'
import { ATTACHMENTS_OF_ROW } from '../drafts/draft.ts'
import { ok, type Result } from '../result.ts'
import { lockScheduledMessage, type TooLate } from './lock.ts'
import { SCHEDULED, type ScheduledMessage, toScheduledMessage } from './scheduled-message.ts'

/** Gives a message another time; one that could not be sent is tried again then. */
export const rescheduleMessage = async (
  change: Change,
  id: string,
  sendAt: Date,
): Promise<Result<ScheduledMessage, TooLate>> => {
  const { tx, actor } = change
  const locked = await lockScheduledMessage(change, id)
  if (!locked.ok) return locked
  const row = await tx
    .updateTable('scheduled_message as d')
    .set({ send_at: sendAt, state: 'scheduled', reason: null })
    .where('d.desk_id', '=', actor.deskId)
    .where('d.id', '=', id)
    .returning([...SCHEDULED, ATTACHMENTS_OF_ROW.as('attachments')])
    .executeTakeFirstOrThrow()
  return ok(toScheduledMessage(row))
}
