import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import { IN_BATCH } from '../events/follow.ts'
import type { Lodge } from '../lodge.ts'
import { type Range, timeZoneOf } from './range.ts'

/** How many tickets were resolved in one way. */
export type ResolvedAs = { category: { id: string; name: string; color: string | null }; resolved: number }

/** Counts by category what a batch of events says of how tickets were resolved (reportsFollower). */
export const RESOLUTIONS = `
  insert into report_resolution (desk_id, slot, category_id, resolved)
  select desk_id, slot, category_id, sum(difference)
  from (
    select desk_id, to_timestamp(floor(extract(epoch from created_at) / 900) * 900) as slot,
      data->'changes'->'resolution' as resolution
    from event where ${IN_BATCH} and type = 'ticket.updated'
  ) said
  cross join lateral (
    values ((resolution->'to'->>'id')::bigint, 1), ((resolution->'from'->>'id')::bigint, -1)
  ) as each_one (category_id, difference)
  where category_id is not null
  group by 1, 2, 3 order by 1, 2, 3
  on conflict (desk_id, slot, category_id) do update set resolved = report_resolution.resolved + excluded.resolved`

/** How tickets were resolved in a range, by the categories' order; each that was said, those out of use included. */
export const readResolvedAs = async (lodge: Lodge, actor: Actor, { from, to }: Range): Promise<ResolvedAs[]> => {
  const { db } = lodge.store
  const timeZone = await timeZoneOf(db, actor.deskId)
  const found = await sql<ResolvedAs>`
    with counted as materialized (
      select category_id, sum(resolved)::float8 as resolved
      from report_resolution
      where desk_id = ${actor.deskId}
        and slot >= ${from}::timestamp at time zone ${timeZone}
        and slot < (${to}::date + 1)::timestamp at time zone ${timeZone}
      group by category_id
      having sum(resolved) > 0
    )
    select json_build_object('id', c.id::text, 'name', c.name, 'color', c.color) as category, n.resolved
    from counted n join resolution_category c on c.desk_id = ${actor.deskId} and c.id = n.category_id
    order by c.position, c.id`.execute(db)
  return found.rows
}
