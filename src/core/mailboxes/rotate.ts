import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { newPostAddress } from './columns.ts'
import { type Mailbox, selectMailboxes, toMailbox } from './mailbox.ts'

/** Gives a mailbox another address to post to; the one before ends at once. */
export const rotateMailbox = async (
  change: Change,
  id: string,
): Promise<Result<{ mailbox: Mailbox; secret: string }, { code: 'mailbox_not_found' } | { code: 'not_posted_to' }>> => {
  const { tx, lodge, actor } = change
  if (!looksLikeId(id)) return fail({ code: 'mailbox_not_found' })
  const known = await selectMailboxes(tx, actor.deskId).where('m.id', '=', id).forUpdate('m').executeTakeFirst()
  if (!known) return fail({ code: 'mailbox_not_found' })
  if (known.kind !== 'http') return fail({ code: 'not_posted_to' })
  const { secret, columns } = newPostAddress(lodge, { deskId: actor.deskId, id })
  const row = await tx
    .updateTable('mailbox')
    .set({ ...columns, updated_at: new Date() })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const mailbox = toMailbox({ ...row, department: known.department })
  await recordEvent(change, { type: 'mailbox.rotated', data: { mailbox } })
  return ok({ mailbox, secret })
}
