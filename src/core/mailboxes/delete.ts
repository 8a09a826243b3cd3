import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { type Mailbox, selectMailboxes, toMailbox } from './mailbox.ts'

/**
 * Deletes a mailbox and its login. The mails that came to it stay, and what became of them; those that nobody has looked
 * into yet are kept back. Departments whose mail was from it are the desk's own sender's again.
 */
export const deleteMailbox = async (
  change: Change,
  id: string,
): Promise<Result<Mailbox, { code: 'mailbox_not_found' }>> => {
  const { tx, actor } = change
  if (!looksLikeId(id)) return fail({ code: 'mailbox_not_found' })
  await lockSettings(change)
  const known = await selectMailboxes(tx, actor.deskId).where('m.id', '=', id).forUpdate('m').executeTakeFirst()
  if (!known) return fail({ code: 'mailbox_not_found' })
  await tx
    .updateTable('inbound_mail')
    .set({ state: 'quarantined', reason: 'Its mailbox was deleted.', decided_at: new Date() })
    .where('desk_id', '=', actor.deskId)
    .where('mailbox_id', '=', id)
    .where('state', '=', 'stored')
    .execute()
  await tx
    .updateTable('department')
    .set({ mailbox_id: null })
    .where('desk_id', '=', actor.deskId)
    .where('mailbox_id', '=', id)
    .execute()
  await tx.deleteFrom('mailbox_state').where('desk_id', '=', actor.deskId).where('mailbox_id', '=', id).execute()
  await tx.deleteFrom('mailbox').where('desk_id', '=', actor.deskId).where('id', '=', id).execute()
  const mailbox = toMailbox(known)
  await recordEvent(change, { type: 'mailbox.deleted', data: { mailbox } })
  return ok(mailbox)
}
