import { transaction } from '../../store/transaction.ts'
import type { Lodge } from '../lodge.ts'
import type { Follower } from './follow.ts'

/** `full`: there is more at once. `busy`: another process follows. */
type Step = 'full' | 'part' | 'empty' | 'busy'

const SETTINGS = `
  -- Lost in a crash, a batch is lost whole, and handled again: its commit need not wait for the disk.
  set local synchronous_commit = off;
  -- A batch is small, which the planner cannot see: it takes (xid, id) > … for a third of the log.
  set local enable_seqscan = off;
  set local max_parallel_workers_per_gather = 0`

/**
 * Takes the cursor, and finds the end of the batch behind it. Planned each time, for this limit: without one in sight the
 * planner would rather sort the rest of the log.
 */
const TAKE = `
  with held as materialized (
    select xid, id from follower_cursor where name = $1 for update skip locked
  )
  select held.xid::text as after_xid, held.id::text as after_id, last.xid::text, last.id::text, last.count
  from held left join lateral (
    select xid, id, count from (
      select e.xid, e.id, row_number() over (order by e.xid, e.id)::integer as count
      from event e
      where (e.xid, e.id) > (held.xid, held.id) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by e.xid, e.id limit $2
    ) batch order by count desc limit 1
  ) last on true`

type Taken = { after_xid: string; after_id: string } & (
  | { xid: string; id: string; count: number }
  | { xid: null; id: null; count: null }
)

/** Has a follower handle its next batch. */
export const advance = (lodge: Lodge, follower: Follower): Promise<Step> =>
  transaction(
    lodge.store.pool,
    async (client) => {
      const found = await client.query<Taken>(TAKE, [follower.name, follower.batch])
      const taken = found.rows[0]
      if (!taken) return 'busy'
      if (taken.count === null) return 'empty'
      const after = { xid: taken.after_xid, id: taken.after_id }
      const upTo = { xid: taken.xid, id: taken.id }
      await follower.handle({ client, after, upTo })
      await client.query('update follower_cursor set xid = $2, id = $3, updated_at = now() where name = $1', [
        follower.name,
        upTo.xid,
        upTo.id,
      ])
      return taken.count === follower.batch ? 'full' : 'part'
    },
    SETTINGS,
  )
