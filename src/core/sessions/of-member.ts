import { endSessions } from '../accounts/account.ts'
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { findMember } from '../members/find.ts'
import { getMember } from '../members/get.ts'
import { mayManage } from '../members/owners.ts'
import { fail, ok, type Result } from '../result.ts'
import { type OwnSession, sessionsOfUser } from './list.ts'

type NotFound = { code: 'member_not_found' }

/** Where a member is signed in on the actor's desk, for its administrators. */
export const listMemberSessions = async (
  lodge: Lodge,
  actor: Actor,
  memberId: string,
): Promise<Result<OwnSession[], NotFound>> => {
  if (!(await getMember(lodge, actor, memberId))) return fail({ code: 'member_not_found' })
  const userId = await userOf({ tx: lodge.store.db, actor }, memberId)
  if (userId === null) return ok([])
  return ok(await sessionsOfUser(lodge, { userId, deskId: actor.deskId, currentId: actor.session?.id ?? null }))
}

/** Signs a member out everywhere, on their other desks as well: it is one session there. */
export const endMemberSessions = async (
  change: Change,
  memberId: string,
): Promise<Result<{ revoked: number }, NotFound | { code: 'owners_only' }>> => {
  if (!looksLikeId(memberId)) return fail({ code: 'member_not_found' })
  await lockSettings(change)
  const member = await findMember(change, memberId)
  if (!member) return fail({ code: 'member_not_found' })
  if (!(await mayManage(change, member.role))) return fail({ code: 'owners_only' })
  const userId = await userOf(change, member.id)
  const revoked = userId === null ? 0 : await endSessions(change, userId, null)
  if (revoked > 0) {
    const data = { member: { id: member.id, name: member.name }, count: revoked }
    await recordEvent(change, { type: 'session.revoked', data })
  }
  return ok({ revoked })
}

const userOf = async (
  { tx, actor }: { tx: Lodge['store']['db']; actor: Actor },
  memberId: string,
): Promise<string | null> => {
  const row = await tx
    .selectFrom('member')
    .select('user_id')
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', memberId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  return row?.user_id ?? null
}
