import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import type { DeskId } from '../ids.ts'
import { looksLikeId } from '../ids.ts'
import type { Named } from '../tickets/ticket.ts'
import type { InterventionRow, TemplateName } from './intervention.ts'
import type { TextKind } from './texts.ts'

const templateName = (column: `${TextKind}_template_id`) => sql<TemplateName | null>`(
  select json_build_object('id', t.id::text, 'identifier', t.identifier) from template t
  where t.desk_id = intervention.desk_id and t.id = ${sql.ref(`intervention.${column}`)}
)`

/** A department that was deleted since is none: its tickets went to another one. */
const department = sql<Named | null>`(
  select json_build_object('id', d.id::text, 'name', d.name) from department d
  where d.desk_id = intervention.desk_id and d.id = (intervention.settings->>'department')::bigint and d.deleted_at is null
)`

const steps = sql<Named[]>`coalesce((
  select json_agg(json_build_object('id', s.id::text, 'name', s.name) order by w.place)
  from jsonb_array_elements_text(intervention.steps) with ordinality as w (id, place)
  join intervention s on s.desk_id = intervention.desk_id and s.id = w.id::bigint
), '[]')`

/** Interventions with the names of what they refer to; the desk is yours to name. */
export const selectInterventions = (db: Kysely<Tables>) =>
  db
    .selectFrom('intervention')
    .select(['id', 'name', 'title', 'enabled', 'fields', 'settings', 'created_at', 'updated_at', 'archived_at'])
    .select([
      templateName('private_template_id').as('private_template'),
      templateName('public_template_id').as('public_template'),
      templateName('final_template_id').as('final_template'),
      steps.as('steps'),
      department.as('department'),
    ])

/** An intervention by id, else by name in any case; archived ones are not found. */
export const findIntervention = (
  db: Kysely<Tables>,
  deskId: DeskId,
  idOrName: string,
): Promise<InterventionRow | undefined> => {
  const isIt = sql<boolean>`id = ${looksLikeId(idOrName) ? idOrName : null}`
  return selectInterventions(db)
    .where('desk_id', '=', deskId)
    .where('archived_at', 'is', null)
    .where(sql<boolean>`(${isIt} or lower(name) = lower(${idOrName}))`)
    .orderBy(sql`(${isIt}) desc nulls last`)
    .executeTakeFirst()
}

/** An intervention in use, by id, locked until the change is committed. */
export const liveIntervention = async ({ tx, actor }: Change, id: string): Promise<InterventionRow | undefined> =>
  looksLikeId(id)
    ? selectInterventions(tx)
        .where('desk_id', '=', actor.deskId)
        .where('id', '=', id)
        .where('archived_at', 'is', null)
        .forUpdate()
        .executeTakeFirst()
    : undefined
