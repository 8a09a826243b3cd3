import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { RESOLUTION_CATEGORY, type ResolutionCategory, toResolutionCategory } from './resolution-category.ts'

/** Resolution categories in their order; deleted ones are not shown. */
export const listResolutionCategories = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[position: number, name: string, id: string]>,
): Promise<Page<ResolutionCategory>> => {
  let query = lodge.store.db
    .selectFrom('resolution_category')
    .select(RESOLUTION_CATEGORY)
    .where('desk_id', '=', actor.deskId)
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1)
  if (after) query = query.where(sql<boolean>`(position, name, id) > (${after[0]}, ${after[1]}, ${after[2]})`)
  return toPage(await query.execute(), limit, (row) => [row.position, row.name, row.id], toResolutionCategory)
}
