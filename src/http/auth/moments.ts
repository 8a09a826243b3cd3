import { systemActor } from '../../core/actor.ts'
import type { Change } from '../../core/change.ts'
import { recordEvent } from '../../core/events/record.ts'
import type { DeskId } from '../../core/ids.ts'
import type { Lodge } from '../../core/lodge.ts'
import { memberActor, membershipOf, type Session } from '../../core/sessions/session.ts'

/** What is worth knowing of a sign-in, by the path that did it. */
const MOMENTS: Record<string, { type: string }> = {
  '/change-password': { type: 'password.changed' },
  '/two-factor/disable': { type: 'two_factor.disabled' },
  '/passkey/verify-registration': { type: 'passkey.added' },
  '/passkey/delete-passkey': { type: 'passkey.removed' },
}

/** By what a session began: for the audit. */
const METHODS: Record<string, string> = {
  '/sign-in/email': 'password',
  '/two-factor/verify-totp': 'two_factor',
  '/two-factor/verify-backup-code': 'backup_code',
  '/passkey/verify-authentication': 'passkey',
}

/** The event that an exchange is worth: a session that began, or a change of how somebody signs in. */
export const momentOf = (
  path: string,
  before: Session | undefined,
  after: Session | undefined,
): { type: string; method?: string } | undefined => {
  const changed = MOMENTS[path]
  if (changed) return changed
  if (path === '/two-factor/verify-totp' && before) {
    return after?.hasTwoFactor && !before.hasTwoFactor ? { type: 'two_factor.enabled' } : undefined
  }
  const method = METHODS[path] ?? (path.startsWith('/callback/') ? 'provider' : undefined)
  return after && method !== undefined && after.id !== before?.id ? { type: 'session.started', method } : undefined
}

/** Records what a person did about their sign-in, on the desk that the host names, or the one they are served. */
export const recordMoment = async (
  lodge: Lodge,
  session: Session,
  desk: DeskId | 'any',
  { type, ...data }: { type: string; method?: string },
): Promise<void> => {
  const membership = membershipOf(session, desk)
  if (!membership) return
  const actor = memberActor(session, membership)
  const member = { id: membership.member_id, name: membership.name }
  await lodge.store.db.transaction().execute(async (tx) => {
    const change: Change = { tx, lodge, actor }
    await recordEvent(change, { type, data: { member, ...data } })
  })
  lodge.nudge()
}

/** Records that an account's sign-in is throttled, on each desk that it is a member of. Nobody's account is no desk's business. */
export const recordThrottled = async (lodge: Lodge, email: string, address: string): Promise<void> => {
  const found = await lodge.store.pool.query<{ desk_id: DeskId; id: string; name: string }>(
    `select m.desk_id, m.id, m.name from auth_user u join member m on m.user_id = u.id
     where u.email = $1 and m.disabled_at is null`,
    [email],
  )
  for (const { desk_id, ...member } of found.rows) {
    await lodge.store.db.transaction().execute(async (tx) => {
      const actor = systemActor(desk_id)
      await recordEvent({ tx, lodge, actor }, { type: 'sign_in.throttled', data: { member, address } })
    })
  }
  lodge.nudge()
}
