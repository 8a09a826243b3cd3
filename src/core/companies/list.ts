import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { COMPANY, type Company, toCompany } from './company.ts'

/** Companies, the newest first. */
export const listCompanies = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after, externalId }: Paging<[id: string]> & { externalId: string | null },
): Promise<Page<Company>> => {
  let query = lodge.store.db
    .selectFrom('company')
    .select(COMPANY)
    .where('desk_id', '=', actor.deskId)
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (after) query = query.where('id', '<', after[0])
  if (externalId !== null) query = query.where('external_id', '=', externalId)
  return toPage(await query.execute(), limit, (row) => [row.id], toCompany)
}
