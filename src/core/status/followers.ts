import type { Lodge } from '../lodge.ts'

/** How far a follower of the event log is behind its end: events at most COUNTED, seconds since the first of them. */
export type FollowerLag = { name: string; events: number; seconds: number }

/** Beyond this many nobody needs to know exactly, and counting takes its time. */
const COUNTED = 100_000

export const followerLags = async (lodge: Lodge): Promise<FollowerLag[]> => {
  const found = await lodge.store.pool.query<FollowerLag>(
    `select c.name,
       (select count(*)::integer from (
          select from event e where (e.xid, e.id) > (c.xid, c.id) order by e.xid, e.id limit $1
        ) behind) as events,
       coalesce((
         select greatest(extract(epoch from now() - e.created_at), 0)::float8
         from event e where (e.xid, e.id) > (c.xid, c.id) order by e.xid, e.id limit 1
       ), 0) as seconds
     from follower_cursor c order by c.name`,
    [COUNTED],
  )
  return found.rows
}
