import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { DEPARTMENT, type Department, toDepartment } from './department.ts'

/** Departments by name; deleted ones are not shown. */
export const listDepartments = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[name: string, id: string]>,
): Promise<Page<Department>> => {
  let query = lodge.store.db
    .selectFrom('department')
    .select(DEPARTMENT)
    .select(sql<string>`lower(name)`.as('sort'))
    .where('desk_id', '=', actor.deskId)
    .where('deleted_at', 'is', null)
    .orderBy('sort')
    .orderBy('id')
    .limit(limit + 1)
  if (after) query = query.where(sql<boolean>`(lower(name), id) > (${after[0]}, ${after[1]})`)
  return toPage(await query.execute(), limit, (row) => [row.sort, row.id], toDepartment)
}
