import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { COMPANY, type Company, toCompany } from './company.ts'

type CompanyFilter = {
  externalId: string | null
  /** The beginning of a name or of a domain, in any case. */
  prefix: string | null
}

/** Companies, the newest first. */
export const listCompanies = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after, externalId, prefix }: Paging<[id: string]> & CompanyFilter,
): Promise<Page<Company>> => {
  let query = lodge.store.db
    .selectFrom('company')
    .select(COMPANY)
    .where('desk_id', '=', actor.deskId)
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (after) query = query.where('id', '<', after[0])
  if (externalId !== null) query = query.where('external_id', '=', externalId)
  if (prefix !== null) {
    const begins = prefix.toLowerCase()
    query = query.where(sql<boolean>`(lower(name) ^@ ${begins} or domain ^@ ${begins})`)
  }
  return toPage(await query.execute(), limit, (row) => [row.id], toCompany)
}
