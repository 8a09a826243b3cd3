import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { RULE, type Rule, toRule } from './rule.ts'

/** A desk's rules in the order in which they look at an event. */
export const listRules = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[position: number, id: string]>,
): Promise<Page<Rule>> => {
  let query = lodge.store.db
    .selectFrom('rule')
    .select(RULE)
    .where('desk_id', '=', actor.deskId)
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .limit(limit + 1)
  if (after) query = query.where(sql<boolean>`(position, id) > (${after[0]}, ${after[1]})`)
  return toPage(await query.execute(), limit, (row) => [row.position, row.id], toRule)
}
