import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { SLA_POLICY, type SlaPolicy, toSlaPolicy } from './policy.ts'

/** Policies in the order in which they are tried. */
export const listSlaPolicies = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[position: number, name: string, id: string]>,
): Promise<Page<SlaPolicy>> => {
  let query = lodge.store.db
    .selectFrom('sla_policy')
    .select(SLA_POLICY)
    .select(sql<string>`lower(name)`.as('sort'))
    .where('desk_id', '=', actor.deskId)
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .orderBy('sort')
    .orderBy('id')
    .limit(limit + 1)
  if (after) {
    query = query.where(sql<boolean>`(position, lower(name), id) > (${after[0]}, ${after[1]}, ${after[2]})`)
  }
  return toPage(await query.execute(), limit, (row) => [row.position, row.sort, row.id], toSlaPolicy)
}

/** A policy by id; undefined where the desk has none of this id. */
export const getSlaPolicy = async (lodge: Lodge, actor: Actor, id: string): Promise<SlaPolicy | undefined> => {
  if (!looksLikeId(id)) return undefined
  const row = await lodge.store.db
    .selectFrom('sla_policy')
    .select(SLA_POLICY)
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return row && toSlaPolicy(row)
}
