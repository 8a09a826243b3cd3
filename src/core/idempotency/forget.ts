import { sql } from 'kysely'
import type { Store } from '../../store/open.ts'

/** How long a used key is kept at least: long enough for any client's retries, and for a person to retry by hand. */
const KEPT_DAYS = 7

/**
 * Forgets the idempotency keys of all desks that are older than seven days; a request under one is new again. Answers how
 * many. Safe to run anywhere, at any time, as often as you like.
 */
export const forgetIdempotencyKeys = async (store: Store): Promise<number> => {
  const gone = await store.db
    .deleteFrom('idempotency_key')
    .where('created_at', '<', sql<Date>`now() - make_interval(days => ${KEPT_DAYS})`)
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}
