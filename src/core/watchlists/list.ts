import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { selectWatchlists, toWatchlist, type Watchlist } from './watchlist.ts'

/** The watchlists that the actor has, by name. */
export const listWatchlists = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[name: string, id: string]>,
): Promise<Page<Watchlist>> => {
  let query = selectWatchlists(lodge.store.db, actor)
    .select(sql<string>`lower(name)`.as('by_name'))
    .orderBy('by_name')
    .orderBy('id')
    .limit(limit + 1)
  if (after) query = query.where(sql<boolean>`(lower(name), id) > (${after[0]}, ${after[1]})`)
  return toPage(await query.execute(), limit, (row) => [row.by_name, row.id], toWatchlist)
}
