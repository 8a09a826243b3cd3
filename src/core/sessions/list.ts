import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import type { Session } from './session.ts'

/** Where somebody is signed in. */
export type OwnSession = {
  id: string
  current: boolean
  address: string | null
  user_agent: string | null
  created_at: string
  last_seen_at: string
  expires_at: string
}

/** All sessions of the person who asks, the one seen last first. */
export const listOwnSessions = (lodge: Lodge, session: Pick<Session, 'id' | 'userId'>): Promise<OwnSession[]> =>
  sessionsOfUser(lodge, { userId: session.userId, deskId: null, currentId: session.id })

/** Those of a person, of one desk where it is named, the one seen last first. */
export const sessionsOfUser = async (
  lodge: Lodge,
  { userId, deskId, currentId }: { userId: string; deskId: DeskId | null; currentId: string | null },
): Promise<OwnSession[]> => {
  let query = lodge.store.db
    .selectFrom('auth_session')
    .select(['id', 'ip_address', 'user_agent', 'created_at', 'last_seen_at', 'expires_at'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', new Date())
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1_000)
  if (deskId !== null) {
    query = query.where((where) => where.or([where('bound_desk_id', 'is', null), where('bound_desk_id', '=', deskId)]))
  }
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    current: row.id === currentId,
    address: row.ip_address || null,
    user_agent: row.user_agent || null,
    created_at: row.created_at.toISOString(),
    last_seen_at: row.last_seen_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
  }))
}
