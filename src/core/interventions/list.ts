import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { fail, ok, type Result } from '../result.ts'
import { selectInterventions } from './find.ts'
import { type Intervention, toIntervention } from './intervention.ts'

/** Interventions by title; archived ones are not shown. */
export const listInterventions = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[title: string, id: string]>,
): Promise<Page<Intervention>> => {
  let query = selectInterventions(lodge.store.db)
    .select(sql<string>`lower(title)`.as('sort'))
    .where('desk_id', '=', actor.deskId)
    .where('archived_at', 'is', null)
    .orderBy('sort')
    .orderBy('id')
    .limit(limit + 1)
  if (after) query = query.where(sql<boolean>`(lower(title), id) > (${after[0]}, ${after[1]})`)
  return toPage(await query.execute(), limit, (row) => [row.sort, row.id], toIntervention)
}

/** An intervention by id, archived ones too. */
export const getIntervention = async (
  lodge: Lodge,
  actor: Actor,
  id: string,
): Promise<Result<Intervention, { code: 'intervention_not_found' }>> => {
  if (!looksLikeId(id)) return fail({ code: 'intervention_not_found' })
  const row = await selectInterventions(lodge.store.db)
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? ok(toIntervention(row)) : fail({ code: 'intervention_not_found' })
}

/** Whom runs of the desk's interventions are told, by the intervention's id. */
export const listEpilogs = async (
  db: Lodge['store']['db'],
  { deskId }: Actor,
): Promise<Map<string, { url: string | null; timeout_seconds: number }>> => {
  const rows = await db
    .selectFrom('intervention_epilog')
    .select(['intervention_id', 'url', 'timeout_seconds'])
    .where('desk_id', '=', deskId)
    .execute()
  return new Map(rows.map(({ intervention_id, ...epilog }) => [intervention_id, epilog]))
}
