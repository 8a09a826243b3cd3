import type { MemberRole } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { findDepartment } from '../departments/find.ts'
import { recordEvent } from '../events/record.ts'
import { mayManage } from '../members/owners.ts'
import { newNonce, oneTimeToken } from '../one-time-token.ts'
import { fail, ok, type Result } from '../result.ts'
import { INVITATION, INVITED_DAYS, type Invitation, toInvitation } from './invitation.ts'

export type NewInvitation = {
  email: string
  name: string | null
  role: MemberRole
  /** Ids or names. */
  departments: string[]
}

export type InviteError =
  | { code: 'owners_only' }
  | { code: 'already_member' }
  | { code: 'department_not_found'; place: number }

/**
 * Invites somebody, by an address that is normalised. The mail goes by the event (channels/mail); the token is in this
 * answer, and made anew for that mail.
 */
export const invite = async (
  change: Change,
  given: NewInvitation,
): Promise<Result<{ invitation: Invitation; token: string }, InviteError>> => {
  const { tx, lodge, actor } = change
  if (!(await mayManage(change, given.role))) return fail({ code: 'owners_only' })
  const known = await tx
    .selectFrom('member')
    .select(['role', 'user_id'])
    .where('desk_id', '=', actor.deskId)
    .where('email', '=', given.email)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  // A member who has never signed in is let in as what they are.
  if (known && (known.user_id !== null || known.role !== given.role)) return fail({ code: 'already_member' })
  const departments: string[] = []
  for (const [place, name] of given.departments.entries()) {
    const department = await findDepartment(change, name)
    if (!department) return fail({ code: 'department_not_found', place })
    departments.push(department.id)
  }
  const now = Date.now()
  const row = await tx
    .insertInto('invitation')
    .values({
      desk_id: actor.deskId,
      id: lodge.store.nextId(),
      email: given.email,
      name: given.name,
      role: given.role,
      departments: [...new Set(departments)],
      nonce: newNonce(),
      created_at: new Date(now),
      expires_at: new Date(now + INVITED_DAYS * 86_400_000),
      accepted_at: null,
      revoked_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const invitation = toInvitation(row)
  await recordEvent(change, { type: 'invitation.created', data: { invitation } })
  return ok({ invitation, token: oneTimeToken(lodge.secrets, INVITATION, { ...row, deskId: row.desk_id }) })
}
