import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { inReach } from '../../store/reach.ts'
import type { DeliveryState, RunState, Tables } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import type { Delivery } from '../deliveries/delivery.ts'
import { replayDelivery } from '../deliveries/replay.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { fail, ok, type Result } from '../result.ts'
import { answersOf } from './answers.ts'
import type { InterventionField } from './intervention.ts'
import type { RunNotFound } from './lock-run.ts'
import { type Run, type RunRow, selectRuns, toRun } from './run-row.ts'

/** How telling the remote system goes: its delivery, and why the last attempt failed. */
type Told = { delivery: string; state: DeliveryState; attempts: number; reason: string | null }

/** A run with its form, labels filled in, and how telling its remote system goes; null where there is none to tell. */
export type RunWithForm = Run & { fields: (InterventionField & { value: unknown })[]; epilog: Told | null }

type FormRow = RunRow & { fields: InterventionField[]; epilog: Told | null }

const TOLD = sql<Told | null>`(
  select json_build_object('delivery', d.id::text, 'state', d.state, 'attempts', d.attempts, 'reason', d.reason)
  from delivery d
  where d.desk_id = r.desk_id and d.ticket_id = r.ticket_id and d.target = 'epilog/' || r.intervention_id
    and d.data->>'run' = r.id::text
)`

const selectForms = (db: Kysely<Tables>, { deskId, departments }: Actor) =>
  selectRuns(db, deskId)
    .select(['i.fields', TOLD.as('epilog')])
    .where(inReach(departments))

const toForm = ({ fields, epilog, ...row }: FormRow): RunWithForm => {
  const run = toRun(row)
  const scope = { ...run.data, ...run.values, data: run.data }
  const answers = answersOf(fields, run.values, scope, { missing: 'empty', culture: 'en' })
  const shown = fields.map((field, place) => ({ ...field, label: answers[place]?.label ?? field.label }))
  return { ...run, fields: shown.map((field) => ({ ...field, value: run.values[field.name] ?? null })), epilog }
}

/** A run by its id. */
export const getRun = async ({ store }: Lodge, actor: Actor, id: string): Promise<Result<RunWithForm, RunNotFound>> => {
  if (!looksLikeId(id)) return fail({ code: 'run_not_found' })
  const row = await selectForms(store.db, actor).where('r.id', '=', id).executeTakeFirst()
  return row ? ok(toForm(row)) : fail({ code: 'run_not_found' })
}

/** Ids; null for any. */
export type RunFilter = { ticket: string | null; intervention: string | null; state: RunState | null }

/** Runs, the latest first. */
export const listRuns = async (
  { store }: Lodge,
  actor: Actor,
  { limit, after, ticket, intervention, state }: Paging<[id: string]> & RunFilter,
): Promise<Page<RunWithForm>> => {
  let query = selectForms(store.db, actor)
    .orderBy('r.id', 'desc')
    .limit(limit + 1)
  if (after) query = query.where('r.id', '<', after[0])
  if (ticket !== null) query = query.where('r.ticket_id', '=', ticket)
  if (intervention !== null) query = query.where('r.intervention_id', '=', intervention)
  if (state !== null) query = query.where('r.state', '=', state)
  return toPage(await query.execute(), limit, (row) => [row.id], toForm)
}

export type RetryError = RunNotFound | { code: 'nothing_to_retry' } | { code: 'delivery_in_progress' }

/** Tells a run's remote system again, now: after a failure, or where it forgot. */
export const retryRun = async (change: Change, id: string): Promise<Result<Delivery, RetryError>> => {
  if (!looksLikeId(id)) return fail({ code: 'run_not_found' })
  const row = await selectForms(change.tx, change.actor).where('r.id', '=', id).executeTakeFirst()
  if (!row) return fail({ code: 'run_not_found' })
  if (!row.epilog) return fail({ code: 'nothing_to_retry' })
  const replayed = await replayDelivery(change, row.epilog.delivery)
  if (replayed.ok) return replayed
  return fail({ code: replayed.error.code === 'delivery_not_found' ? 'nothing_to_retry' : replayed.error.code })
}
