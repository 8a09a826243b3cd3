import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { lockIntake, lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { type CredentialId, looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { moveAllTickets } from '../tickets/move-all.ts'
import { logAvailability } from './availability.ts'
import { findMember, isLastOwner } from './find.ts'
import { type Member, toMember } from './member.ts'
import { mayManage } from './owners.ts'

/**
 * Ends a membership: its tickets are nobody's, its credentials are revoked (for the caller to forget after the commit),
 * and their account is no member's here any more.
 * The row stays, for what they wrote. The last owner stays a member.
 */
export const disableMember = async (
  change: Change,
  id: string,
): Promise<
  Result<
    { member: Member; revoked: CredentialId[] },
    { code: 'member_not_found' } | { code: 'last_owner' } | { code: 'owners_only' }
  >
> => {
  const { tx, actor } = change
  if (!looksLikeId(id)) return fail({ code: 'member_not_found' })
  // So that no ticket is being given to them meanwhile.
  await lockIntake(change)
  await lockSettings(change)
  const known = await findMember(change, id)
  if (!known) return fail({ code: 'member_not_found' })
  if (!(await mayManage(change, known.role))) return fail({ code: 'owners_only' })
  if (await isLastOwner(change, known)) return fail({ code: 'last_owner' })
  const now = new Date()
  await tx
    .updateTable('member')
    .set({ disabled_at: now, availability: 'offline', away_reason: null, user_id: null, former_user_id: sql`user_id` })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .execute()
  if (known.availability !== 'offline') {
    await logAvailability(change, id, { availability: 'offline', awayReason: null }, now)
  }
  const tickets = await moveAllTickets(change, 'assignee_id', id, null)
  const credentials = await tx
    .updateTable('credential')
    .set({ revoked_at: now })
    .where('desk_id', '=', actor.deskId)
    .where('member_id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute()
  const member = toMember({ ...known, availability: 'offline', away_reason: null, disabled_at: now })
  const revoked = credentials.map((row) => row.id as CredentialId) // the rows' own
  await recordEvent(change, { type: 'member.disabled', data: { member, tickets, credentials: revoked } })
  return ok({ member, revoked })
}
