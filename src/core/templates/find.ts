import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import type { DeskId } from '../ids.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { type Template, type TemplateRow, toTemplate } from './template.ts'

/** Templates with the names of what they refer to; the desk is yours to name. */
export const selectTemplates = (db: Kysely<Tables>) =>
  db
    .selectFrom('template')
    .leftJoin('department', (join) =>
      join
        .onRef('department.desk_id', '=', 'template.desk_id')
        .onRef('department.id', '=', 'template.department_id')
        .on('department.deleted_at', 'is', null),
    )
    .select([
      'template.id',
      'template.type',
      'template.identifier',
      'template.name',
      'template.format',
      'template.subject',
      'template.body',
      'template.translations',
      'department.id as department_id',
      'department.name as department_name',
      'template.enabled',
      'template.suppress_notification',
      'template.category',
      'template.subcategory',
      'template.version',
      sql<boolean>`template.draft is not null`.as('has_draft'),
      'template.created_at',
      'template.updated_at',
      'template.archived_at',
    ])

/** A template by id, else by identifier in any case; archived ones are not found. */
export const findTemplate = (
  db: Kysely<Tables>,
  deskId: DeskId,
  idOrIdentifier: string,
): Promise<TemplateRow | undefined> => {
  const isIt = sql<boolean>`template.id = ${looksLikeId(idOrIdentifier) ? idOrIdentifier : null}`
  return selectTemplates(db)
    .where('template.desk_id', '=', deskId)
    .where('template.archived_at', 'is', null)
    .where(sql<boolean>`(${isIt} or lower(template.identifier) = lower(${idOrIdentifier}))`)
    .orderBy(sql`(${isIt}) desc nulls last`)
    .executeTakeFirst()
}

/** A template in use, by id, locked until the change is committed. */
export const liveTemplate = async ({ tx, actor }: Change, id: string): Promise<TemplateRow | undefined> =>
  looksLikeId(id)
    ? selectTemplates(tx)
        .where('template.desk_id', '=', actor.deskId)
        .where('template.id', '=', id)
        .where('template.archived_at', 'is', null)
        .forUpdate('template')
        .executeTakeFirst()
    : undefined

export type TemplateNotUsable = { code: 'template_not_found' } | { code: 'template_disabled' }

/** A template that may be sent from, by id or identifier. */
export const usableTemplate = async (
  db: Kysely<Tables>,
  deskId: DeskId,
  idOrIdentifier: string,
): Promise<Result<Template, TemplateNotUsable>> => {
  const row = await findTemplate(db, deskId, idOrIdentifier)
  if (!row) return fail({ code: 'template_not_found' })
  return row.enabled ? ok(toTemplate(row)) : fail({ code: 'template_disabled' })
}
