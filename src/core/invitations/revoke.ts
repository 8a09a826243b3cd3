import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { type Invitation, toInvitation } from './invitation.ts'

/** Takes an invitation back: its link lets nobody in any more. One that is revoked already stays so. */
export const revokeInvitation = async (
  change: Change,
  id: string,
): Promise<Result<Invitation, { code: 'invitation_not_found' } | { code: 'invitation_accepted' }>> => {
  const { tx, actor } = change
  if (!looksLikeId(id)) return fail({ code: 'invitation_not_found' })
  const row = await tx
    .selectFrom('invitation')
    .selectAll()
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return fail({ code: 'invitation_not_found' })
  if (row.accepted_at) return fail({ code: 'invitation_accepted' })
  if (row.revoked_at) return ok(toInvitation(row))
  const revoked_at = new Date()
  await tx
    .updateTable('invitation')
    .set({ revoked_at })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .execute()
  const invitation = toInvitation({ ...row, revoked_at })
  await recordEvent(change, { type: 'invitation.revoked', data: { invitation } })
  return ok(invitation)
}
