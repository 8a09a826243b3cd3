import { sql } from 'kysely'
import type { TemplateType } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { selectTemplates } from './find.ts'
import { type Template, toTemplate } from './template.ts'

export type TemplateFilter = { type: TemplateType | null; category: string | null; department: string | null }

/** Templates by name; archived ones are not shown. `department` (id or name): those that are for it, or for all. */
export const listTemplates = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after, type, category, department }: Paging<[name: string, id: string]> & TemplateFilter,
): Promise<Page<Template>> => {
  let query = selectTemplates(lodge.store.db)
    .select(sql<string>`lower(template.name)`.as('sort'))
    .where('template.desk_id', '=', actor.deskId)
    .where('template.archived_at', 'is', null)
    .orderBy('sort')
    .orderBy('template.id')
    .limit(limit + 1)
  if (after) query = query.where(sql<boolean>`(lower(template.name), template.id) > (${after[0]}, ${after[1]})`)
  if (type !== null) query = query.where('template.type', '=', type)
  if (category !== null) query = query.where('template.category', '=', category)
  if (department !== null) {
    query = query.where(
      sql<boolean>`(department.id is null or department.id::text = ${department} or lower(department.name) = lower(${department}))`,
    )
  }
  return toPage(await query.execute(), limit, (row) => [row.sort, row.id], toTemplate)
}
