import type pg from 'pg'
import type { SlaClock, SlaKind } from '../../store/schema.ts'
import type { Timer } from './timer.ts'

export type TimerRow = {
  desk_id: string
  ticket_id: string
  kind: SlaKind
  policy_id: string
  policy_name: string
  department_id: string
  clock: SlaClock
  target_minutes: number
  warn_after: number | null
  started_at: Date
  used_minutes: number
  running_since: Date | null
  due_at: Date | null
  warn_at: Date | null
  paused_at: Date | null
  warned_at: Date | null
  breached_at: Date | null
  met_at: Date | null
}

/** Of `ticket_sla s`. */
export const TIMER_COLUMNS = `
  s.desk_id, s.ticket_id, s.kind, s.policy_id,
  (select p.name from sla_policy p where p.desk_id = s.desk_id and p.id = s.policy_id) as policy_name,
  s.department_id, s.clock, s.target_minutes, s.warn_after, s.started_at, s.used_minutes, s.running_since, s.due_at,
  s.warn_at, s.paused_at, s.warned_at, s.breached_at, s.met_at`

export const toTimer = (row: TimerRow): Timer => ({
  kind: row.kind,
  policyId: row.policy_id,
  policyName: row.policy_name,
  departmentId: row.department_id,
  clock: row.clock,
  targetMinutes: row.target_minutes,
  warnAfter: row.warn_after,
  startedAt: row.started_at,
  usedMinutes: row.used_minutes,
  runningSince: row.running_since,
  dueAt: row.due_at,
  warnAt: row.warn_at,
  pausedAt: row.paused_at,
  warnedAt: row.warned_at,
  breachedAt: row.breached_at,
  metAt: row.met_at,
})

type Owned = { deskId: string; ticketId: string }

/** Writes timers as they are now; the rows of those that were there are locked by the caller. */
export const writeTimers = async (client: pg.ClientBase, timers: (Owned & Timer)[]): Promise<void> => {
  if (timers.length === 0) return
  const rows = timers.map((timer) => ({
    desk_id: timer.deskId,
    ticket_id: timer.ticketId,
    kind: timer.kind,
    policy_id: timer.policyId,
    department_id: timer.departmentId,
    target_minutes: timer.targetMinutes,
    clock: timer.clock,
    warn_after: timer.warnAfter,
    started_at: timer.startedAt,
    used_minutes: timer.usedMinutes,
    running_since: timer.runningSince,
    due_at: timer.dueAt,
    warn_at: timer.warnAt,
    paused_at: timer.pausedAt,
    warned_at: timer.warnedAt,
    breached_at: timer.breachedAt,
    met_at: timer.metAt,
  }))
  await client.query(
    `insert into ticket_sla (
       desk_id, ticket_id, kind, policy_id, department_id, target_minutes, clock, warn_after, started_at, used_minutes,
       running_since, due_at, warn_at, paused_at, warned_at, breached_at, met_at
     )
     select desk_id, ticket_id, kind, policy_id, department_id, target_minutes, clock, warn_after, started_at,
       used_minutes, running_since, due_at, warn_at, paused_at, warned_at, breached_at, met_at
     from json_populate_recordset(null::ticket_sla, $1)
     order by desk_id, ticket_id, kind
     on conflict (desk_id, ticket_id, kind) do update set
       policy_id = excluded.policy_id, department_id = excluded.department_id,
       target_minutes = excluded.target_minutes, clock = excluded.clock, warn_after = excluded.warn_after,
       started_at = excluded.started_at, used_minutes = excluded.used_minutes,
       running_since = excluded.running_since, due_at = excluded.due_at, warn_at = excluded.warn_at,
       paused_at = excluded.paused_at, warned_at = excluded.warned_at, breached_at = excluded.breached_at,
       met_at = excluded.met_at`,
    [JSON.stringify(rows)],
  )
}

export const deleteTimers = async (client: pg.ClientBase, gone: (Owned & { kind: SlaKind })[]): Promise<void> => {
  if (gone.length === 0) return
  await client.query(
    `delete from ticket_sla s using unnest($1::bigint[], $2::bigint[], $3::text[]) as g (desk_id, ticket_id, kind)
     where s.desk_id = g.desk_id and s.ticket_id = g.ticket_id and s.kind = g.kind`,
    [gone.map(({ deskId }) => deskId), gone.map(({ ticketId }) => ticketId), gone.map(({ kind }) => kind)],
  )
}
