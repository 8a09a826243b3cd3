import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import type { BlocklistEntry } from './entry.ts'

/** Keeps out an address or a domain (entry.ts: in its one spelling), or says anew why. `added` is false where it was out. */
export const addToBlocklist = async (
  change: Change,
  given: { value: string; reason: string | null },
): Promise<{ entry: BlocklistEntry; added: boolean }> => {
  const row = await change.tx
    .insertInto('blocklist')
    .values({ desk_id: change.actor.deskId, ...given })
    .onConflict((conflict) => conflict.columns(['desk_id', 'value']).doUpdateSet({ reason: given.reason }))
    // A row version that no transaction has locked or replaced yet is a new one.
    .returning(['value', 'reason', 'created_at', sql<boolean>`xmax = 0`.as('added')])
    .executeTakeFirstOrThrow()
  const entry = { value: row.value, reason: row.reason, created_at: row.created_at.toISOString() }
  await recordEvent(change, { type: row.added ? 'blocklist.added' : 'blocklist.updated', data: { entry } })
  return { entry, added: row.added }
}
