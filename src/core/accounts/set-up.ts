import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { updateDesk } from '../desks/update.ts'
import { recordEvent } from '../events/record.ts'
import { memberByEmail } from '../members/find.ts'
import { MEMBER, type Member, toMember } from '../members/member.ts'
import { actsAsOwner } from '../members/owners.ts'
import { fail, ok, type Result } from '../result.ts'
import { accountAt, accountById, setPassword } from './account.ts'

export type SetUp = { deskName: string | null; name: string; email: string | null; passwordHash: string }

export type SetUpError = { code: 'already_set_up' } | { code: 'owners_only'; path: string } | { code: 'email_taken' }

/**
 * What somebody says after they came in by a one-time link: how they are called and by which password they come in from
 * now on; an owner also their address and the desk's name. Once: who has a password has set up.
 */
export const setUp = async (change: Change, userId: string, given: SetUp): Promise<Result<Member, SetUpError>> => {
  const { tx, actor } = change
  await lockSettings(change)
  const account = await accountById(change, userId)
  if (!account || account.hasPassword || !actor.memberId) return fail({ code: 'already_set_up' })
  const isOwner = await actsAsOwner(change)
  if (given.deskName !== null && !isOwner) return fail({ code: 'owners_only', path: 'desk_name' })
  const email = given.email ?? account.email
  if (email !== account.email) {
    if (!isOwner) return fail({ code: 'owners_only', path: 'email' })
    const holder = await memberByEmail(change, email)
    if ((await accountAt(change, email)) || (holder !== null && holder !== actor.memberId)) {
      return fail({ code: 'email_taken' })
    }
  }
  if (given.deskName !== null) await updateDesk(change, { name: given.deskName })
  await tx
    .updateTable('auth_user')
    .set({ name: given.name, email, updated_at: new Date() })
    .where('id', '=', userId)
    .execute()
  await setPassword(change, userId, given.passwordHash)
  const row = await tx
    .updateTable('member')
    .set({ name: given.name, email })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', actor.memberId)
    .returning(MEMBER)
    .executeTakeFirstOrThrow()
  const member = toMember(row)
  await recordEvent(change, { type: 'member.updated', data: { member } })
  return ok(member)
}
