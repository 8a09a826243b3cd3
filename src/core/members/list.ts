import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { MEMBER, type Member, toMember } from './member.ts'

/** Members by name; disabled ones are not shown. */
export const listMembers = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[name: string, id: string]>,
): Promise<Page<Member>> => {
  let query = lodge.store.db
    .selectFrom('member')
    .select(MEMBER)
    .select(sql<string>`lower(name)`.as('sort'))
    .where('desk_id', '=', actor.deskId)
    .where('disabled_at', 'is', null)
    .orderBy('sort')
    .orderBy('id')
    .limit(limit + 1)
  if (after) query = query.where(sql<boolean>`(lower(name), id) > (${after[0]}, ${after[1]})`)
  return toPage(await query.execute(), limit, (row) => [row.sort, row.id], toMember)
}
