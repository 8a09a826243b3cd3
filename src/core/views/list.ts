import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { isVisible, toView, VIEW, type View } from './view.ts'

/** The views that the actor has, by name. */
export const listViews = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[name: string, id: string]>,
): Promise<Page<View>> => {
  let query = lodge.store.db
    .selectFrom('view')
    .select(VIEW)
    .select(sql<string>`lower(name)`.as('by_name'))
    .where('desk_id', '=', actor.deskId)
    .where(isVisible(actor))
    .orderBy('by_name')
    .orderBy('id')
    .limit(limit + 1)
  if (after) query = query.where(sql<boolean>`(lower(name), id) > (${after[0]}, ${after[1]})`)
  return toPage(await query.execute(), limit, (row) => [row.by_name, row.id], toView)
}
