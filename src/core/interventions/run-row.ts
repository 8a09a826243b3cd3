import type { Kysely } from 'kysely'
import type { RunState, Tables } from '../../store/schema.ts'
import type { DeskId } from '../ids.ts'

/** A run as the API shows it. */
export type Run = {
  id: string
  intervention: { id: string; name: string }
  ticket: { id: string; number: number }
  uid: string | null
  /** `pending` until its fields are filled in and submitted; `confirmed` once the remote system said so. */
  state: RunState
  data: Record<string, unknown>
  /** The fields' values, by name. */
  values: Record<string, unknown>
  private_message_id: string | null
  public_message_id: string | null
  final_message_id: string | null
  /** What the remote system confirmed it with. */
  remote: Record<string, unknown> | null
  /** Of which other run it is a step, and its place there, from 0. */
  step_of: { run: string; step: number } | null
  created_at: string
  submitted_at: string | null
  confirmed_at: string | null
}

export type RunRow = Omit<Run, 'intervention' | 'ticket' | 'values' | 'step_of' | Moments> & {
  intervention_id: string
  intervention_name: string
  ticket_id: string
  ticket_number: string
  answers: Record<string, unknown>
  root_id: string | null
  step: number | null
  created_at: Date
  submitted_at: Date | null
  confirmed_at: Date | null
}
type Moments = 'created_at' | 'submitted_at' | 'confirmed_at'

/** Runs with the names of what they refer to; the desk is named here. */
export const selectRuns = (db: Kysely<Tables>, deskId: DeskId) =>
  db
    .selectFrom('intervention_run as r')
    .innerJoin('intervention as i', (join) =>
      join.onRef('i.desk_id', '=', 'r.desk_id').onRef('i.id', '=', 'r.intervention_id'),
    )
    .innerJoin('ticket as t', (join) => join.onRef('t.desk_id', '=', 'r.desk_id').onRef('t.id', '=', 'r.ticket_id'))
    .where('r.desk_id', '=', deskId)
    .select(['r.id', 'r.intervention_id', 'i.name as intervention_name', 'r.ticket_id', 't.number as ticket_number'])
    .select(['r.uid', 'r.state', 'r.data', 'r.answers', 'r.remote', 'r.root_id', 'r.step'])
    .select(['r.private_message_id', 'r.public_message_id', 'r.final_message_id'])
    .select(['r.created_at', 'r.submitted_at', 'r.confirmed_at'])

export const toRun = (row: RunRow): Run => ({
  id: row.id,
  intervention: { id: row.intervention_id, name: row.intervention_name },
  ticket: { id: row.ticket_id, number: Number(row.ticket_number) },
  uid: row.uid,
  state: row.state,
  data: row.data,
  values: row.answers,
  private_message_id: row.private_message_id,
  public_message_id: row.public_message_id,
  final_message_id: row.final_message_id,
  remote: row.remote,
  step_of: row.root_id === null ? null : { run: row.root_id, step: row.step ?? 0 },
  created_at: row.created_at.toISOString(),
  submitted_at: row.submitted_at?.toISOString() ?? null,
  confirmed_at: row.confirmed_at?.toISOString() ?? null,
})
