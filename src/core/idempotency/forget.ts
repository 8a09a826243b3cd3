import { sql } from 'kysely'
import type { Store } from '../../store/open.ts'
import { KEPT_DAYS } from '../retention/kept.ts'

/**
 * Forgets the idempotency keys of all desks that are older than seven days; a request under one is new again. Answers how
 * many. Safe to run anywhere, at any time, as often as you like.
 */
export const forgetIdempotencyKeys = async (store: Store): Promise<number> => {
  const gone = await store.db
    .deleteFrom('idempotency_key')
    .where('created_at', '<', sql<Date>`now() - make_interval(days => ${KEPT_DAYS.idempotency_keys})`)
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}
