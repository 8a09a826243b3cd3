import { accountAt, createAccount, setPassword } from '../accounts/account.ts'
import { addDepartmentMember } from '../assignment/department-members.ts'
import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import type { MemberId } from '../ids.ts'
import { createMember } from '../members/create.ts'
import { MEMBER, type Member, toMember } from '../members/member.ts'
import { fail, ok, type Result } from '../result.ts'
import { type InvitationRow, toInvitation } from './invitation.ts'

/** `signedInAs` is whose session it is who accepts, if anybody's. */
export type Acceptance = { name: string; passwordHash: string | null; signedInAs: string | null }

export type AcceptError =
  /** Somebody has an account under this address: they sign in to it, and accept then. */
  { code: 'sign_in_first' } | { code: 'password_required' } | { code: 'already_member' }

/**
 * Makes whoever holds the invitation a member. Who has an account keeps it, once they have shown that it is theirs;
 * everybody else gets one, with the password they chose. The change's actor is Lodge itself: nobody is somebody yet.
 */
export const acceptInvitation = async (
  change: Change,
  row: InvitationRow,
  given: Acceptance,
): Promise<Result<{ member: Member; userId: string }, AcceptError>> => {
  const { tx, actor } = change
  await lockSettings(change)
  const account = await accountAt(change, row.email)
  if (account && account.id !== given.signedInAs) return fail({ code: 'sign_in_first' })
  if (!account && given.passwordHash === null) return fail({ code: 'password_required' })
  const joined = await joinAs(change, row, given.name)
  if (!joined) return fail({ code: 'already_member' })
  const userId = account?.id ?? (await createAccount(change, { email: row.email, name: given.name }))
  if (!account && given.passwordHash !== null) await setPassword(change, userId, given.passwordHash)
  await tx
    .updateTable('member')
    .set({ user_id: userId })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', joined.id)
    .execute()
  await joinTeams(change, row.departments, joined.id)
  const accepted_at = new Date()
  await tx
    .updateTable('invitation')
    .set({ accepted_at })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', row.id)
    .execute()
  const memberId = joined.id as MemberId // the row's own
  const asMember = { ...change, actor: { ...actor, kind: 'member' as const, memberId } }
  const invitation = toInvitation({ ...row, accepted_at })
  await recordEvent(asMember, { type: 'invitation.accepted', data: { invitation, member: joined } })
  return ok({ member: joined, userId })
}

/** The member that is to be: a new one, or one who was added and has never signed in. */
const joinAs = async (change: Change, row: InvitationRow, name: string): Promise<Member | undefined> => {
  const { tx, actor } = change
  const known = await tx
    .selectFrom('member')
    .select([...MEMBER, 'user_id'])
    .where('desk_id', '=', actor.deskId)
    .where('email', '=', row.email)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  if (known) return known.user_id === null && known.role === row.role ? toMember(known) : undefined
  const made = await createMember(change, { email: row.email, name, role: row.role })
  return made.ok ? made.value : undefined
}

/** The teams of departments that are still there. */
const joinTeams = async (change: Change, departments: string[], memberId: string): Promise<void> => {
  for (const departmentId of departments) await addDepartmentMember(change, { departmentId, memberId })
}
