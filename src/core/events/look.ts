import type { Lodge } from '../lodge.ts'

/** `ready`: the followers with events to handle. `isPending`: there are events that wait for an older transaction to end. */
type Seen = { ready: string[]; isPending: boolean }

/**
 * Which of these followers have anything to do: asked without a transaction, so that one who waits writes nothing. Both ends
 * of the log are sought in its order: asked whether there is any event such, a plan made for a short log reads a long one.
 */
export const look = async (lodge: Lodge, names: string[]): Promise<Seen> => {
  const found = await lodge.store.pool.query<{ name: string; is_ready: boolean; is_pending: boolean }>({
    name: 'followers_look',
    text: `with horizon as materialized (select pg_snapshot_xmin(pg_current_snapshot()) as xid),
        last as materialized (select xid from event order by xid desc, id desc limit 1)
      select c.name, coalesce(next.xid < horizon.xid, false) as is_ready, coalesce(last.xid >= horizon.xid, false) as is_pending
      from follower_cursor c cross join horizon left join last on true left join lateral (
        select e.xid from event e where (e.xid, e.id) > (c.xid, c.id) order by e.xid, e.id limit 1
      ) next on true
      where c.name = any ($1)`,
    values: [names],
  })
  const unknown = names.filter((name) => !found.rows.some((row) => row.name === name))
  if (unknown.length === 0) {
    const ready = found.rows.filter((row) => row.is_ready).map((row) => row.name)
    return { ready, isPending: found.rows.some((row) => row.is_pending) }
  }
  await lodge.store.pool.query('insert into follower_cursor (name) select unnest($1::text[]) on conflict do nothing', [
    unknown,
  ])
  return look(lodge, names)
}
