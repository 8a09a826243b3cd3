import { accountAt, createAccount, forgetFactors } from '../accounts/account.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { findMember } from '../members/find.ts'
import { fail, ok, type Result } from '../result.ts'
import { type LinkError, makeLink, takeLink } from './link.ts'

/**
 * Makes a link that signs a member in once: the operator's, who hands it to them. With `reset` their password and second
 * factor are forgotten at once.
 */
export const makeSignInLink = async (
  change: Change,
  { email, reset }: { email: string; reset: boolean },
): Promise<Result<{ token: string }, { code: 'member_not_found' }>> => {
  const member = await findMember(change, email)
  if (!member) return fail({ code: 'member_not_found' })
  const account = await change.tx
    .selectFrom('member')
    .select('user_id')
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', member.id)
    .executeTakeFirst()
  if (reset && account?.user_id) await forgetFactors(change, account.user_id)
  const { token } = await makeLink(change, member.id, 'sign_in')
  const data = { member: { id: member.id, name: member.name }, reset }
  await recordEvent(change, { type: 'sign_in_link.created', data })
  return ok({ token })
}

/** Uses a sign-in link: whose account is signed in by it, made where there is none yet. */
export const enterByLink = async (
  change: Change,
  token: string,
): Promise<Result<{ userId: string; memberId: string }, LinkError>> => {
  const taken = await takeLink(change, token, 'sign_in')
  if (!taken.ok) return taken
  const member = taken.value
  if (member.user_id) return ok({ userId: member.user_id, memberId: member.id })
  const userId = (await accountAt(change, member.email))?.id ?? (await createAccount(change, member))
  await change.tx
    .updateTable('member')
    .set({ user_id: userId })
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', member.id)
    .execute()
  return ok({ userId, memberId: member.id })
}
