import type { Actor } from '../../actor.ts'
import type { Lodge } from '../../lodge.ts'
import { type Page, type Paging, toPage } from '../../page.ts'
import type { ErasureReceipt } from './erase.ts'

/** The receipts of people that were erased, the newest first. */
export const listErasures = async (
  lodge: Lodge,
  { deskId }: Actor,
  { limit, after }: Paging<[id: string]>,
): Promise<Page<ErasureReceipt>> => {
  let query = lodge.store.db
    .selectFrom('contact_erasure')
    .select(['id', 'receipt', 'sha256'])
    .where('desk_id', '=', deskId)
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (after) query = query.where('id', '<', after[0])
  return toPage(
    await query.execute(),
    limit,
    (row) => [row.id],
    ({ receipt, sha256 }) => ({ ...JSON.parse(receipt), sha256 }),
  )
}
