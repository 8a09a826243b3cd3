import { sql } from 'kysely'
import type { Lodge } from '../lodge.ts'
import type { Named } from '../tickets/ticket.ts'
import type { Rollup } from './rollup.ts'
import { type Slots, slotsOf } from './slots.ts'

/** All of a range, of one group: `by` says of which kind. */
export type Total = {
  by: string
  department: Named | null
  channel: string | null
  source: string | null
  measures: Record<string, number>
}

const COLUMNS = { department: 'department_id', channel: 'channel', source: 'source' } as const
export type TotalBy = keyof typeof COLUMNS

/** More of them than a page shows. */
const SHOWN_MAX = 20

/** What a rollup counted in a range: each of some groupings for itself, the largest first, by reading it once. */
export const readTotals = async (lodge: Lodge, rollup: Rollup, slots: Slots, by: TotalBy[]): Promise<Total[]> => {
  const column = (name: TotalBy, type: string) => (by.includes(name) ? COLUMNS[name] : `null::${type}`)
  const sums = rollup.measures.map((name) => `sum(${name})::float8 as ${name}`).join(', ')
  const kind = by.map((name) => `when grouping(${COLUMNS[name]}) = 0 then '${name}'`).join(' ')
  const found = await sql<Omit<Total, 'measures'> & Record<string, unknown>>`
    select t.*, (
      select json_build_object('id', d.id::text, 'name', d.name)
      from department d where d.desk_id = ${slots.deskId} and d.id = t.department_id
    ) as department
    from (
      select *, row_number() over (partition by by order by ${sql.ref(rollup.measures[0] ?? '')} desc) as place
      from (
        select case ${sql.raw(kind)} end as by, ${sql.raw(column('department', 'bigint'))} as department_id,
          ${sql.raw(column('channel', 'text'))} as channel, ${sql.raw(column('source', 'text'))} as source, ${sql.raw(sums)}
        from ${slotsOf(rollup, slots)} slots
        group by grouping sets (${sql.raw(by.map((name) => `(${COLUMNS[name]})`).join(', '))})
      ) summed
    ) t
    where place <= ${SHOWN_MAX}
    order by by, place`.execute(lodge.store.db)
  return found.rows.map((row) => ({
    by: row.by,
    department: row.department,
    channel: row.channel,
    source: row.source,
    measures: Object.fromEntries(rollup.measures.map((name) => [name, Number(row[name])])),
  }))
}

/** What a rollup counted in a range, all in all. */
export const readSum = async (lodge: Lodge, rollup: Rollup, slots: Slots): Promise<Record<string, number>> => {
  const sums = rollup.measures.map((name) => `coalesce(sum(${name}), 0)::float8 as ${name}`).join(', ')
  const found = await sql<Record<string, number>>`
    select ${sql.raw(sums)} from ${slotsOf(rollup, slots)} slots`.execute(lodge.store.db)
  return found.rows[0] ?? {}
}
