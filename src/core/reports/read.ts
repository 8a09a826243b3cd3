import { sql } from 'kysely'
import { inReach } from '../../store/reach.ts'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import type { Named } from '../tickets/ticket.ts'
import { VOLUME_MEASURES } from './measures.ts'
import { type ReportQuery, timeZoneOf } from './range.ts'

/** One period of a report, of one group. `period` is its first day; weeks begin on Monday (ISO 8601). */
export type ReportRow = {
  period: string
  department: Named | null
  channel: string | null
  /** By the names of VOLUME_MEASURES. */
  measures: Record<string, number>
}

export type Report = { timeZone: string; rows: ReportRow[] }

type Row = Omit<ReportRow, 'measures'> & Record<string, unknown>

const SUMS = VOLUME_MEASURES.map((measure) => `sum(${measure})::float8 as ${measure}`).join(', ')
const ZEROED = VOLUME_MEASURES.map((measure) => `coalesce(v.${measure}, 0) as ${measure}`).join(', ')

/**
 * What happened in each period, of each group that anything happened in, from the rollups alone: a period in which nothing
 * did is there with zeros. The days are those of the desk's time zone, daylight saving included.
 */
export const readReport = async (lodge: Lodge, actor: Actor, query: ReportQuery): Promise<Report> => {
  const { from, to, interval, group } = query
  const { db } = lodge.store
  const timeZone = await timeZoneOf(db, actor.deskId)
  const departments = group === 'department' ? sql`department_id` : sql`null::bigint`
  const channels = group === 'channel' ? sql`channel` : sql`null::text`
  const found = await sql<Row>`
    with volume as materialized (
      select date_trunc(${interval}, slot at time zone ${timeZone}) as period,
        ${departments} as department_id, ${channels} as channel, ${sql.raw(SUMS)}
      from report_volume
      where desk_id = ${actor.deskId} and ${inReach(actor.departments, 'report_volume')}
        and slot >= ${from}::timestamp at time zone ${timeZone}
        and slot < (${to}::date + 1)::timestamp at time zone ${timeZone}
      group by 1, 2, 3
    ), groups as (
      select distinct department_id, channel from volume
      union select null, null where ${group}::text is null
    )
    select to_char(p.period, 'YYYY-MM-DD') as period, g.channel,
      (
        select json_build_object('id', d.id::text, 'name', d.name)
        from department d where d.desk_id = ${actor.deskId} and d.id = g.department_id
      ) as department, ${sql.raw(ZEROED)}
    from generate_series(
      date_trunc(${interval}, ${from}::timestamp), ${to}::timestamp, ('1 ' || ${interval})::interval
    ) as p (period)
    cross join groups g
    left join volume v on v.period = p.period
      and v.department_id is not distinct from g.department_id and v.channel is not distinct from g.channel
    order by p.period, g.department_id, g.channel`.execute(db)
  return { timeZone, rows: found.rows.map(toRow) }
}

const toRow = (row: Row): ReportRow => ({
  period: row.period,
  department: row.department,
  channel: row.channel,
  measures: Object.fromEntries(VOLUME_MEASURES.map((measure) => [measure, Number(row[measure])])),
})
