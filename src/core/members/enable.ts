import { accountById, endSessions } from '../accounts/account.ts'
import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { MEMBER, type Member, toMember } from './member.ts'
import { mayManage } from './owners.ts'

/**
 * Makes a disabled member one again, as what they were, with the account that was theirs: never another one of their address,
 * which somebody else may have made meanwhile. It signs in anew, since a device may be why they were disabled. They are
 * offline until they say otherwise. Who is one already stays as they are.
 */
export const enableMember = async (
  change: Change,
  id: string,
): Promise<Result<Member, { code: 'member_not_found' } | { code: 'owners_only' }>> => {
  const { tx, actor } = change
  if (!looksLikeId(id)) return fail({ code: 'member_not_found' })
  await lockSettings(change)
  const known = await tx
    .selectFrom('member')
    .select([...MEMBER, 'former_user_id'])
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!known) return fail({ code: 'member_not_found' })
  if (!(await mayManage(change, known.role))) return fail({ code: 'owners_only' })
  if (known.disabled_at === null) return ok(toMember(known))
  const account = known.former_user_id === null ? undefined : await freeAccount(change, known.former_user_id)
  if (account) await endSessions(change, account.id, null)
  const row = await tx
    .updateTable('member')
    .set({ disabled_at: null, user_id: account?.id ?? null, former_user_id: null })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .returning(MEMBER)
    .executeTakeFirstOrThrow()
  const member = toMember(row)
  await recordEvent(change, { type: 'member.enabled', data: { member } })
  return ok(member)
}

/** An account, unless somebody else is a member by it now. */
const freeAccount = async (change: Change, userId: string) => {
  const taken = await change.tx
    .selectFrom('member')
    .select('id')
    .where('desk_id', '=', change.actor.deskId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return taken ? undefined : accountById(change, userId)
}
