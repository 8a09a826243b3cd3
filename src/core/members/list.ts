import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { MEMBER, type Member, toMember } from './member.ts'

type Query = Paging<[name: string, id: string]> & { externalRef?: string | null; disabled?: boolean }

/** Members by name, or the one whom another system knows by `externalRef`: those who are members, or those who are disabled. */
export const listMembers = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after, externalRef = null, disabled = false }: Query,
): Promise<Page<Member>> => {
  let query = lodge.store.db
    .selectFrom('member')
    .select(MEMBER)
    .select(sql<string>`lower(name)`.as('sort'))
    .where('desk_id', '=', actor.deskId)
    .where('disabled_at', disabled ? 'is not' : 'is', null)
    .orderBy('sort')
    .orderBy('id')
    .limit(limit + 1)
  if (after) query = query.where(sql<boolean>`(lower(name), id) > (${after[0]}, ${after[1]})`)
  if (externalRef !== null) query = query.where('external_ref', '=', externalRef)
  return toPage(await query.execute(), limit, (row) => [row.sort, row.id], toMember)
}
