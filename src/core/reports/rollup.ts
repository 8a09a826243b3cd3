import { AGENT_MEASURES, OUTCOME_MEASURES, SOURCE_MEASURES, VOLUME_MEASURES } from './measures.ts'

/** A table of counts by quarter of an hour (UTC) and by `keys`; another, its name with `_hour` after it, has whole hours. */
export type Rollup = { table: string; keys: readonly string[]; measures: readonly string[] }

const PLACE = ['department_id', 'channel']

export const VOLUME: Rollup = { table: 'report_volume', keys: PLACE, measures: VOLUME_MEASURES }
export const AGENT: Rollup = { table: 'report_agent', keys: ['member_id'], measures: AGENT_MEASURES }
export const OUTCOME: Rollup = { table: 'report_outcome', keys: PLACE, measures: OUTCOME_MEASURES }
export const SOURCE: Rollup = { table: 'report_source', keys: [...PLACE, 'source'], measures: SOURCE_MEASURES }
export const RESOLUTION: Rollup = {
  table: 'report_category',
  keys: ['department_id', 'category_id'],
  measures: ['resolved'],
}

/** The quarter of an hour that a moment is in, both in SQL. */
export const slotOf = (moment: string): string => `to_timestamp(floor(extract(epoch from ${moment}) / 900) * 900)`

/** Two parts of a `with` that add what `counted` has, a row of desk_id, slot, keys and measures each, to a rollup. */
export const addUp = ({ table, keys, measures }: Rollup, counted: string): string => {
  const by = ['desk_id', 'slot', ...keys].join(', ')
  const add = `on conflict (${by}) do update set ${measures.map((name) => `${name} = t.${name} + excluded.${name}`).join(', ')}`
  const hour = ['desk_id', `date_trunc('hour', slot, 'UTC')`, ...keys].join(', ')
  const places = ['desk_id', 'slot', ...keys].map((_, index) => index + 1).join(', ')
  return `
  ${table}_quarters as (
    insert into ${table} as t (${by}, ${measures.join(', ')})
    select ${by}, ${measures.join(', ')} from ${counted} order by ${by}
    ${add}
  ), ${table}_hours as (
    insert into ${table}_hour as t (${by}, ${measures.join(', ')})
    select ${hour}, ${measures.map((name) => `sum(${name})`).join(', ')} from ${counted}
    group by ${places} order by ${places}
    ${add}
  )`
}
