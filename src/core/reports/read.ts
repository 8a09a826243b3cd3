import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { ok, type Result } from '../result.ts'
import type { Named } from '../tickets/ticket.ts'
import { departmentOf, type ReportQuery, timeZoneOf, type UnknownDepartment } from './range.ts'
import type { Rollup } from './rollup.ts'
import { slotsOf } from './slots.ts'

/** One period of a report, of one group. `period` is its first day; weeks begin on Monday (ISO 8601). */
export type ReportRow = {
  period: string
  department: Named | null
  channel: string | null
  source: string | null
  /** By the names of the rollup's measures. */
  measures: Record<string, number>
}

export type Report = { timeZone: string; rows: ReportRow[] }

/** Sources are whatever callers say: more of them than anybody looks at are left out, the smallest first. */
const GROUPS_MAX = 100

type Row = Omit<ReportRow, 'measures'> & Record<string, unknown>

/**
 * What happened in each period, of each group that anything happened in, from the rollups alone: a period in which nothing
 * did is there with zeros. The days are those of the time zone, daylight saving included.
 */
export const readReport = async (
  lodge: Lodge,
  actor: Actor,
  rollup: Rollup,
  query: ReportQuery,
): Promise<Result<Report, UnknownDepartment>> => {
  const { from, to, interval, group } = query
  const { deskId } = actor
  const { db } = lodge.store
  const department = await departmentOf(lodge, actor, query.department)
  if (!department.ok) return department
  const timeZone = query.timeZone ?? (await timeZoneOf(db, deskId))
  const groups = (name: typeof group, column: string, type: string) =>
    group === name ? sql.ref(column) : sql.raw(`null::${type}`)
  const sums = rollup.measures.map((name) => `sum(${name})::float8 as ${name}`).join(', ')
  // What was taken back later (a rating given anew, after its ticket moved) may leave less than none.
  const zeroed = rollup.measures.map((name) => `greatest(coalesce(v.${name}, 0), 0) as ${name}`).join(', ')
  const found = await sql<Row>`
    with volume as materialized (
      select date_trunc(${interval}, day) as period, ${groups('department', 'department_id', 'bigint')} as department_id,
        ${groups('channel', 'channel', 'text')} as channel, ${groups('source', 'source', 'text')} as source, ${sql.raw(sums)}
      from ${slotsOf(rollup, { deskId, from, to, timeZone, departmentIds: department.value })} slots
      where true ${query.channel === undefined ? sql`` : sql`and channel = ${query.channel}`}
        ${query.source === undefined ? sql`` : sql`and source = ${query.source}`}
      group by 1, 2, 3, 4
    ), groups as (
      (
        select department_id, channel, source from volume
        group by 1, 2, 3 order by sum(${sql.ref(rollup.measures[0] ?? '')}) desc limit ${GROUPS_MAX}
      )
      union select null, null, null where ${group}::text is null
    )
    select to_char(p.period, 'YYYY-MM-DD') as period, g.channel, g.source,
      (
        select json_build_object('id', d.id::text, 'name', d.name)
        from department d where d.desk_id = ${deskId} and d.id = g.department_id
      ) as department, ${sql.raw(zeroed)}
    from generate_series(
      date_trunc(${interval}, ${from}::timestamp), ${to}::timestamp, ('1 ' || ${interval})::interval
    ) as p (period)
    cross join groups g
    left join volume v on v.period = p.period and v.department_id is not distinct from g.department_id
      and v.channel is not distinct from g.channel and v.source is not distinct from g.source
    order by p.period, g.department_id, g.channel, g.source`.execute(db)
  const toRow = (row: Row): ReportRow => ({
    period: row.period,
    department: row.department,
    channel: row.channel,
    source: row.source,
    measures: Object.fromEntries(rollup.measures.map((name) => [name, Number(row[name])])),
  })
  return ok({ timeZone, rows: found.rows.map(toRow) })
}
