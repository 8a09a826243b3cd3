import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { BUSINESS_HOURS, type BusinessHours, toBusinessHours } from './business-hours.ts'

/** Business hours by name. */
export const listBusinessHours = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[name: string, id: string]>,
): Promise<Page<BusinessHours>> => {
  let query = lodge.store.db
    .selectFrom('business_hours')
    .select(BUSINESS_HOURS)
    .select(sql<string>`lower(name)`.as('sort'))
    .where('desk_id', '=', actor.deskId)
    .orderBy('sort')
    .orderBy('id')
    .limit(limit + 1)
  if (after) query = query.where(sql<boolean>`(lower(name), id) > (${after[0]}, ${after[1]})`)
  return toPage(await query.execute(), limit, (row) => [row.sort, row.id], toBusinessHours)
}

/** Business hours by id; undefined where the desk has none of this id. */
export const getBusinessHours = async (lodge: Lodge, actor: Actor, id: string): Promise<BusinessHours | undefined> => {
  if (!looksLikeId(id)) return undefined
  const row = await lodge.store.db
    .selectFrom('business_hours')
    .select(BUSINESS_HOURS)
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toBusinessHours(row)
}
