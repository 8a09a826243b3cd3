import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { selectTags, type Tag, toTag } from './tag.ts'

/** Tags by name, each with how many tickets have it. */
export const listTags = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[name: string]>,
): Promise<Page<Tag>> => {
  let query = selectTags(lodge.store.db, actor)
    .orderBy('t.name')
    .limit(limit + 1)
  if (after) query = query.where('t.name', '>', after[0])
  return toPage(await query.execute(), limit, (row) => [row.name], toTag)
}
