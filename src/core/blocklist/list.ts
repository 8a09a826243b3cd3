import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import type { BlocklistEntry } from './entry.ts'

/** The blocklist by address or domain. */
export const listBlocklist = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[value: string]>,
): Promise<Page<BlocklistEntry>> => {
  let query = lodge.store.db
    .selectFrom('blocklist')
    .select(['value', 'reason', 'created_at'])
    .where('desk_id', '=', actor.deskId)
    .orderBy('value')
    .limit(limit + 1)
  if (after) query = query.where('value', '>', after[0])
  return toPage(
    await query.execute(),
    limit,
    (row) => [row.value],
    (row) => ({ ...row, created_at: row.created_at.toISOString() }),
  )
}
