import { sql } from 'kysely'
import type { Lodge } from '../lodge.ts'
import type { Session } from '../sessions/session.ts'
import type { ProviderRow } from './provider.ts'

/** The provider that a session began by; undefined where it began otherwise. */
export const providerOfSession = async (lodge: Lodge, session: Session): Promise<ProviderRow | undefined> => {
  const [membership] = session.memberships
  // One that began by a desk's provider is good for that desk only.
  if (!session.isBound || !membership) return undefined
  return lodge.store.db
    .selectFrom('sign_in_provider as p')
    .innerJoin('auth_account as a', (join) => join.on(sql<boolean>`a.provider_id = p.id::text`))
    .selectAll('p')
    .where('p.desk_id', '=', membership.desk_id)
    .where('a.user_id', '=', session.userId)
    .orderBy('a.updated_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}
