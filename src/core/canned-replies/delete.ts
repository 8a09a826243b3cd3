import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { type CannedReply, toCannedReply } from './canned-reply.ts'
import { lockCannedReply } from './find.ts'

/** Deletes a canned reply: nothing refers to one, what was answered with it is the message's own. */
export const deleteCannedReply = async (
  change: Change,
  id: string,
): Promise<Result<CannedReply, { code: 'canned_reply_not_found' }>> => {
  const known = await lockCannedReply(change, id)
  if (!known) return fail({ code: 'canned_reply_not_found' })
  await change.tx.deleteFrom('canned_reply').where('desk_id', '=', change.actor.deskId).where('id', '=', id).execute()
  const reply = toCannedReply(known)
  await recordEvent(change, { type: 'canned_reply.deleted', data: { canned_reply: reply } })
  return ok(reply)
}
