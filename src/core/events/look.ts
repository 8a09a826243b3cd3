import type { Lodge } from '../lodge.ts'

/** `ready`: the followers with events to handle. `isPending`: there are events that wait for an older transaction to end. */
type Seen = { ready: string[]; isPending: boolean }

/**
 * Which of these followers have anything to do: asked without a transaction, so that one who waits writes nothing. The next
 * event behind a cursor tells both, and no later one can be ready before it. In order and one alone: the planner would
 * rather read the whole log for an `exists`, and keeps the plan that it made while the log was short.
 */
export const look = async (lodge: Lodge, names: string[]): Promise<Seen> => {
  const found = await lodge.store.pool.query<{ name: string; is_ready: boolean | null }>({
    name: 'followers_look',
    text: `select c.name, next.xid < pg_snapshot_xmin(pg_current_snapshot()) as is_ready
      from follower_cursor c left join lateral (
        select e.xid from event e where (e.xid, e.id) > (c.xid, c.id) order by e.xid, e.id limit 1
      ) next on true
      where c.name = any ($1)`,
    values: [names],
  })
  const unknown = names.filter((name) => !found.rows.some((row) => row.name === name))
  if (unknown.length === 0) {
    const ready = found.rows.filter((row) => row.is_ready).map((row) => row.name)
    return { ready, isPending: found.rows.some((row) => row.is_ready === false) }
  }
  await lodge.store.pool.query('insert into follower_cursor (name) select unnest($1::text[]) on conflict do nothing', [
    unknown,
  ])
  return look(lodge, names)
}
