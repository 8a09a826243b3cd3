import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { type CannedReply, toCannedReply } from './canned-reply.ts'
import { visibleCannedReplies } from './find.ts'

/** Canned replies by title. `department` (id or name): those that are for it, or for all. `category` in any case. */
export const listCannedReplies = async (
  lodge: Lodge,
  actor: Actor,
  given: Paging<[title: string, id: string]> & { department: string | null; category: string | null },
): Promise<Page<CannedReply>> => {
  const { limit, after, department, category } = given
  let query = visibleCannedReplies(lodge.store.db, actor)
    .select(sql<string>`lower(canned_reply.title)`.as('sort'))
    .orderBy('sort')
    .orderBy('canned_reply.id')
    .limit(limit + 1)
  if (after)
    query = query.where(sql<boolean>`(lower(canned_reply.title), canned_reply.id) > (${after[0]}, ${after[1]})`)
  if (category !== null) query = query.where(sql<boolean>`lower(canned_reply.category) = lower(${category})`)
  if (department !== null) {
    query = query.where(
      sql<boolean>`(department.id is null or department.id::text = ${department} or lower(department.name) = lower(${department}))`,
    )
  }
  return toPage(await query.execute(), limit, (row) => [row.sort, row.id], toCannedReply)
}
