import type { Store } from '../../store/open.ts'
import type { Actor } from '../actor.ts'
import type { DeskId, MemberId } from '../ids.ts'
import { accessOf, STANDING, type Standing } from '../members/standing.ts'
import { IS_IDLE } from './session.ts'

/** What those of these sessions that still let their member act allow now: for connections that stay open longer than a look-up holds. */
export const stillSignedIn = async (
  store: Store,
  held: { deskId: DeskId; memberId: MemberId | null; sessionId: string }[],
): Promise<Map<string, Pick<Actor, 'scopes' | 'departments'>>> => {
  if (held.length === 0) return new Map()
  const found = await store.pool.query<Standing & { id: string }>(
    `select s.id, ${STANDING}
     from unnest($1::bigint[], $2::bigint[], $3::bigint[]) as h (desk_id, member_id, id)
     join auth_session s on s.id = h.id
     join member m on m.desk_id = h.desk_id and m.id = h.member_id and m.user_id = s.user_id
     where s.expires_at > now() and m.disabled_at is null and not ${IS_IDLE}`,
    [held.map((one) => one.deskId), held.map((one) => one.memberId), held.map((one) => one.sessionId)],
  )
  return new Map(found.rows.map((row) => [row.id, accessOf(row)]))
}
