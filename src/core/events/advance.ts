import { transaction } from '../../store/transaction.ts'
import type { Lodge } from '../lodge.ts'
import type { Follower } from './follow.ts'
import type { Position } from './position.ts'

/** `full`: there is more at once. `busy`: another process follows. */
type Step = 'full' | 'part' | 'empty' | 'busy'

const SETTINGS = `
  -- Lost in a crash, a batch is lost whole, and handled again: its commit need not wait for the disk.
  set local synchronous_commit = off;
  -- A batch is small, which the planner cannot see: it takes (xid, id) > … for a third of the log.
  set local enable_seqscan = off;
  set local max_parallel_workers_per_gather = 0`

/** Has a follower handle its next batch. */
export const advance = (lodge: Lodge, follower: Follower): Promise<Step> =>
  transaction(lodge.store.pool, async (client) => {
    await client.query(SETTINGS)
    const cursor = await client.query<Position>(
      'select xid::text, id::text from follower_cursor where name = $1 for update skip locked',
      [follower.name],
    )
    const after = cursor.rows[0]
    if (!after) return 'busy'
    // Planned each time, for this limit: without one in sight the planner would rather sort the rest of the log.
    const found = await client.query<Position & { count: number }>(
      `select xid::text, id::text, count from (
         select xid, id, row_number() over (order by xid, id)::integer as count
         from event
         where (xid, id) > ($1::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
         order by xid, id limit $3
       ) batch order by count desc limit 1`,
      [after.xid, after.id, follower.batch],
    )
    const last = found.rows[0]
    if (!last) return 'empty'
    await follower.handle({ client, after, upTo: last })
    await client.query('update follower_cursor set xid = $2, id = $3, updated_at = now() where name = $1', [
      follower.name,
      last.xid,
      last.id,
    ])
    return last.count === follower.batch ? 'full' : 'part'
  })
