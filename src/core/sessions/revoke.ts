import { endSessions } from '../accounts/account.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Session } from './session.ts'

type Own = Pick<Session, 'id' | 'userId'>

/** Ends one of one's own sessions. */
export const revokeSession = async (
  change: Change,
  session: Own,
  id: string,
): Promise<Result<{ revoked: number }, { code: 'session_not_found' }>> => {
  if (!looksLikeId(id)) return fail({ code: 'session_not_found' })
  const gone = await change.tx
    .deleteFrom('auth_session')
    .where('id', '=', id)
    .where('user_id', '=', session.userId)
    .returning('id')
    .executeTakeFirst()
  if (!gone) return fail({ code: 'session_not_found' })
  await recordRevocation(change, 1)
  return ok({ revoked: 1 })
}

/** Ends all of one's own sessions but the one that asks. */
export const revokeOtherSessions = async (change: Change, session: Own): Promise<{ revoked: number }> => {
  const revoked = await endSessions(change, session.userId, session.id)
  if (revoked > 0) await recordRevocation(change, revoked)
  return { revoked }
}

const recordRevocation = (change: Change, count: number): Promise<void> =>
  recordEvent(change, {
    type: 'session.revoked',
    data: { member: { id: change.actor.memberId, name: change.actor.name }, count },
  })
