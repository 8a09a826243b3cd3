import { endSessions, setPassword } from '../accounts/account.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import type { DeskId, MemberId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { ok, type Result } from '../result.ts'
import { type LinkError, makeLink, takeLink } from './link.ts'

type Forgetful = { deskId: DeskId; id: MemberId; name: string; email: string }

/** Who may ask for another password under an address: on the given desk, else on the first that they are a member of. */
export const memberWhoForgot = async (
  lodge: Lodge,
  email: string,
  desk: DeskId | 'any',
): Promise<Forgetful | undefined> => {
  const found = await lodge.store.pool.query<Forgetful>(
    `select m.desk_id as "deskId", m.id, m.name, u.email
     from auth_user u join member m on m.user_id = u.id
     where u.email = $1 and m.disabled_at is null and ($2::bigint is null or m.desk_id = $2)
     order by m.desk_id limit 1`,
    [email, desk === 'any' ? null : desk],
  )
  return found.rows[0]
}

/** Asks for a mail with a link to set another password. The event names the link, never its token. */
export const requestPasswordReset = async (change: Change, { id, name, email }: Forgetful): Promise<void> => {
  const link = await makeLink(change, id, 'password_reset')
  const data = { member: { id, name }, to: email, link: { id: link.id } }
  await recordEvent(change, { type: 'password.reset_requested', data })
}

/** Sets another password by a mailed link, and signs the member out everywhere. Their second factor stays. */
export const finishPasswordReset = async (
  change: Change,
  given: { token: string; passwordHash: string },
): Promise<Result<null, LinkError>> => {
  const taken = await takeLink(change, given.token, 'password_reset')
  if (!taken.ok) return taken
  const { id, name, user_id } = taken.value
  if (user_id === null) return { ok: false, error: { code: 'link_not_found' } }
  await setPassword(change, user_id, given.passwordHash)
  await endSessions(change, user_id, null)
  await recordEvent(
    { ...change, actor: { ...change.actor, kind: 'member', memberId: id } },
    { type: 'password.changed', data: { member: { id, name } } },
  )
  return ok(null)
}
