import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { ok, type Result } from '../result.ts'
import { departmentOf, type ReportQuery, type UnknownDepartment } from './range.ts'
import { type Report, type ReportRow, readReport } from './read.ts'
import { placeOf } from './report.ts'
import { OUTCOME } from './rollup.ts'
import { slotsOf } from './slots.ts'

/** What became work to do in a period, what ended to be, and how many tickets were left at its end. */
export type BacklogRow = Omit<ReportRow, 'measures'> & { entered: number; departed: number; open: number }

/** How much work there was at the end of each period: counted back from now, by what came and went since. */
export const readBacklog = async (
  lodge: Lodge,
  actor: Actor,
  query: ReportQuery,
): Promise<Result<Report & { backlog: BacklogRow[] }, UnknownDepartment>> => {
  const department = await departmentOf(lodge, actor, query.department)
  if (!department.ok) return department
  const report = await readReport(lodge, actor, OUTCOME, query)
  if (!report.ok) return report
  const { timeZone, rows } = report.value
  const open = await openAfter(lodge, actor, query, timeZone, department.value)
  const counted = rows.toReversed().map((row) => {
    const { entered = 0, departed = 0 } = row.measures
    const key = keyOf(row.department?.id ?? null, row.channel)
    const left = open.get(key) ?? 0
    open.set(key, left - entered + departed)
    // Nothing is less than none: what was not yet counted when this was asked may make it so for a moment.
    return { ...placeOf(row), entered, departed, open: Math.max(left, 0) }
  })
  return ok({ timeZone, rows, backlog: counted.toReversed() })
}

const keyOf = (department: string | null, channel: string | null) => `${department ?? ''} ${channel ?? ''}`

/** What there was to do when the range ended, by group. */
const openAfter = async (
  lodge: Lodge,
  { deskId }: Actor,
  { to, group, channel }: ReportQuery,
  timeZone: string,
  departmentIds: string[] | null,
): Promise<Map<string, number>> => {
  const by = (name: typeof group, column: string, type: string) =>
    group === name ? sql.ref(column) : sql.raw(`null::${type}`)
  const days = { from: dayAfter(to), to: dayAfter(new Date().toISOString().slice(0, 10)) }
  const found = await sql<{ department_id: string | null; channel: string | null; tickets: number }>`
    select ${by('department', 'department_id', 'bigint')}::text as department_id, ${by('channel', 'channel', 'text')} as channel,
      sum(tickets)::float8 as tickets
    from (
      select department_id, channel, tickets from report_backlog where desk_id = ${deskId}
        ${departmentIds === null ? sql`` : sql`and department_id = any (${departmentIds}::bigint[])`}
      union all
      select department_id, channel, departed - entered
      from ${slotsOf(OUTCOME, { deskId, ...days, timeZone, departmentIds })} slots
    ) counted
    where true ${channel === undefined ? sql`` : sql`and channel = ${channel}`}
    group by 1, 2`.execute(lodge.store.db)
  return new Map(found.rows.map((row) => [keyOf(row.department_id, row.channel), row.tickets]))
}

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
