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

type Own = Pick<Session, 'id' | 'userId'>

/** All sessions of the person who asks, the one seen last first. */
export const listOwnSessions = async (lodge: Lodge, session: Own): Promise<OwnSession[]> => {
  const rows = await lodge.store.db
    .selectFrom('auth_session')
    .select(['id', 'ip_address', 'user_agent', 'created_at', 'last_seen_at', 'expires_at'])
    .where('user_id', '=', session.userId)
    .where('expires_at', '>', new Date())
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1_000)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    current: row.id === session.id,
    address: row.ip_address || null,
    user_agent: row.user_agent || null,
    created_at: row.created_at.toISOString(),
    last_seen_at: row.last_seen_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
  }))
}
