import { type RawBuilder, sql } from 'kysely'
import type { DeskId } from '../ids.ts'
import type { Rollup } from './rollup.ts'

export type Slots = { deskId: DeskId; from: string; to: string; timeZone: string; departmentIds: string[] | null }

/**
 * What a rollup counted from a day to a day of a time zone, as a `from` item: `day` is the time of the zone's own clock, the
 * keys and measures beside it. Whole hours, but quarters of those in which a day of the zone begins: in India, Nepal and
 * others an hour of UTC is of two days.
 */
export const slotsOf = ({ table, keys, measures }: Rollup, slots: Slots): RawBuilder<unknown> => {
  const { deskId, from, to, timeZone, departmentIds } = slots
  const start = sql`${from}::timestamp at time zone ${timeZone}`
  const end = sql`(${to}::date + 1)::timestamp at time zone ${timeZone}`
  const columns = sql.raw([...keys, ...measures].map((name) => `s.${name}`).join(', '))
  const inDepartment = departmentIds === null ? sql`` : sql`and s.department_id = any (${departmentIds}::bigint[])`
  const parted = sql`
    select date_trunc('hour', midnight, 'UTC') as hour from (
      select d at time zone ${timeZone} as midnight
      from generate_series(${from}::timestamp, ${to}::timestamp + interval '1 day', interval '1 day') d
    ) days where midnight <> date_trunc('hour', midnight, 'UTC')`
  return sql`(
    select s.slot at time zone ${timeZone} as day, ${columns} from ${sql.table(`${table}_hour`)} s
    where s.desk_id = ${deskId} and s.slot >= date_trunc('hour', ${start}, 'UTC') and s.slot < ${end} ${inDepartment}
      and s.slot not in (${parted})
    union all
    select s.slot at time zone ${timeZone}, ${columns}
    from (${parted}) parted join ${sql.table(table)} s
      on s.desk_id = ${deskId} and s.slot >= parted.hour and s.slot < parted.hour + interval '1 hour'
    where s.slot >= ${start} and s.slot < ${end} ${inDepartment}
  )`
}
