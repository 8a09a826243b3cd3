import { sql } from 'kysely'
import type { Change } from '../../change.ts'

/**
 * Empties the answers that are kept for repeated requests (Idempotency-Key) and name one of these ids: a repeat within the
 * day gets the first one's status, and no body.
 */
export const eraseKeptAnswers = async ({ tx, actor }: Change, ids: string[]): Promise<void> => {
  // Ids are digits: nothing in the pattern needs quoting.
  const named = `"(${ids.join('|')})"`
  await sql`
    update idempotency_key set body = null
    where desk_id = ${actor.deskId} and body is not null and body ~ ${named}`.execute(tx)
}
