import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { findTicketId } from '../tickets/find-id.ts'

export type TooLate =
  | { code: 'scheduled_message_not_found' }
  | { code: 'scheduled_message_sent'; messageId: string | null }

/** Locks a message that was not sent yet, until the change is committed: one that is just being sent is waited for. */
export const lockScheduledMessage = async (change: Change, id: string): Promise<Result<{ id: string }, TooLate>> => {
  const { tx, actor } = change
  if (!looksLikeId(id)) return fail({ code: 'scheduled_message_not_found' })
  const row = await tx
    .selectFrom('scheduled_message')
    .select(['ticket_id', 'state', 'message_id'])
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row || !(await findTicketId(tx, actor, row.ticket_id))) return fail({ code: 'scheduled_message_not_found' })
  return row.state === 'sent' ? fail({ code: 'scheduled_message_sent', messageId: row.message_id }) : ok({ id })
}
