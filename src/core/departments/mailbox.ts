import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'
import { canTakeReplies } from '../mail/reply-address.ts'
import { fail, ok, type Result } from '../result.ts'

export type MailboxUnusable = { code: 'mailbox_not_found' } | { code: 'mailbox_takes_no_replies' }

/** Looks whether a department's mail can be from a mailbox: one of the desk, whose address answers can be told apart at. */
export const checkMailbox = async (
  { tx, actor }: Change,
  id: string | null | undefined,
): Promise<Result<void, MailboxUnusable>> => {
  if (id === null || id === undefined) return ok(undefined)
  const found = looksLikeId(id)
    ? await tx
        .selectFrom('mailbox')
        .select('address')
        .where('desk_id', '=', actor.deskId)
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!found) return fail({ code: 'mailbox_not_found' })
  return canTakeReplies(found.address) ? ok(undefined) : fail({ code: 'mailbox_takes_no_replies' })
}
