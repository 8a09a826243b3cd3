import type { SignInLinkKind } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import type { MemberId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { isTokenOf, newNonce, oneTimeToken, readToken } from '../one-time-token.ts'
import { fail, ok, type Result } from '../result.ts'

/** How long a link lets somebody in, in hours. */
const HOURS: Record<SignInLinkKind, number> = { sign_in: 24, password_reset: 1 }

const purposeOf = (kind: SignInLinkKind) => `sign-in-link/${kind}`

/** Makes a link for a member. What it is worth is the caller's to say in an event of theirs. */
export const makeLink = async (
  { tx, lodge, actor }: Change,
  memberId: string,
  kind: SignInLinkKind,
): Promise<{ id: string; token: string }> => {
  const now = Date.now()
  const row = {
    desk_id: actor.deskId,
    id: lodge.store.nextId(),
    kind,
    member_id: memberId,
    nonce: newNonce(),
    created_at: new Date(now),
    expires_at: new Date(now + HOURS[kind] * 3_600_000),
    used_at: null,
  }
  await tx.insertInto('sign_in_link').values(row).execute()
  return { id: row.id, token: oneTimeToken(lodge.secrets, purposeOf(kind), { ...row, deskId: row.desk_id }) }
}

/** The token of a link that a mail is about; undefined where it is gone. */
export const tokenOfLink = async (
  lodge: Lodge,
  deskId: string,
  id: string,
  kind: SignInLinkKind,
): Promise<string | undefined> => {
  const row = await lodge.store.db
    .selectFrom('sign_in_link')
    .select(['desk_id', 'id', 'nonce'])
    .where('desk_id', '=', deskId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && oneTimeToken(lodge.secrets, purposeOf(kind), { ...row, deskId: row.desk_id })
}

export type LinkedMember = {
  id: MemberId
  email: string
  name: string
  user_id: string | null
}

export type LinkError = { code: 'link_not_found' | 'link_used' | 'link_expired' }

/**
 * Uses a link up and answers whose it is. A member who was disabled since has none. Rolled back with its transaction, it
 * was not used.
 */
export const takeLink = async (
  { tx, lodge }: Pick<Change, 'tx' | 'lodge'>,
  token: string,
  kind: SignInLinkKind,
): Promise<Result<LinkedMember, LinkError>> => {
  const claimed = readToken(token)
  if (!claimed) return fail({ code: 'link_not_found' })
  const row = await tx
    .selectFrom('sign_in_link as l')
    .innerJoin('member as m', (join) => join.onRef('m.desk_id', '=', 'l.desk_id').onRef('m.id', '=', 'l.member_id'))
    .select(['l.desk_id', 'l.id', 'l.nonce', 'l.used_at', 'l.expires_at'])
    .select(['m.id as member_id', 'm.email', 'm.name', 'm.user_id'])
    .where('l.desk_id', '=', claimed.deskId)
    .where('l.id', '=', claimed.id)
    .where('l.kind', '=', kind)
    .where('m.disabled_at', 'is', null)
    .forUpdate('l')
    .executeTakeFirst()
  if (!row || !isTokenOf(lodge.secrets, purposeOf(kind), { ...row, deskId: row.desk_id }, token)) {
    return fail({ code: 'link_not_found' })
  }
  if (row.used_at) return fail({ code: 'link_used' })
  if (row.expires_at.getTime() <= Date.now()) return fail({ code: 'link_expired' })
  await tx
    .updateTable('sign_in_link')
    .set({ used_at: new Date() })
    .where('desk_id', '=', claimed.deskId)
    .where('id', '=', claimed.id)
    .execute()
  return ok({ id: row.member_id as MemberId, email: row.email, name: row.name, user_id: row.user_id }) // the row's own
}
