import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { isUnavailable } from '../../store/errors.ts'
import { transaction } from '../../store/transaction.ts'
import type { Lodge } from '../lodge.ts'
import type { Position } from './position.ts'

/** The events (after, upTo] of all desks. What a handler writes with `client` is kept or undone with the step past them. */
export type Batch = { client: pg.PoolClient; after: Position; upTo: Position }

export type Follower = {
  /** Names its cursor: a new name starts at the beginning of the log. */
  name: string
  /** How many events it takes at most at once. */
  batch: number
  handle: (batch: Batch) => Promise<void>
  /** Called after the commit of each batch. */
  after?: () => void
}

/** The events of a batch, in a query whose first four values are `batchValues`. */
export const IN_BATCH = `
  (xid, id) > ($1::xid8, $2::bigint) and (xid, id) <= ($3::xid8, $4::bigint) and xid between $1::xid8 and $3::xid8`
export const batchValues = ({ after, upTo }: Batch): string[] => [after.xid, after.id, upTo.xid, upTo.id]

const POLL_MS = 1_000
/** Where an event waits for an older transaction to end, nobody tells us when it does. */
const PENDING_MS = 25
/** After a batch that took all there was: what comes next gathers a little. */
const GATHER_MS = 20
/**
 * While tickets wait for their commit, a follower rests for each of them twice as long as its batch took: one or two that
 * are in flight slow it down, a queue all but stops it. Looked at in between: a rest ends when the rush does.
 */
const REST_PER_WAITING = 2
const REST_TIMES_MAX = 60
const REST_MAX_MS = 10_000
const REST_STEP_MS = 100

/**
 * Runs followers of the event log in this process. Each event is handled exactly once as far as the database goes: a
 * batch's writes and the step of its cursor are one transaction, and one process at a time holds the cursor's row; the
 * others stand by. A handler that fails gets the same events again.
 *
 * At saturation a follower rests after each batch, so that those who wait for their ticket's commit come first: it takes
 * about a sixtieth of one connection's time (there are several of them), may fall behind, and catches up after.
 */
export const follow = (lodge: Lodge, followers: Follower[]): { stop: () => Promise<void> } => {
  const stopped = new AbortController()
  const rest = (ms: number) => sleep(ms, undefined, { signal: stopped.signal }).catch(() => {})

  const letPass = async (tookMs: number): Promise<void> => {
    const times = Math.min(lodge.intake.waiting() * REST_PER_WAITING, REST_TIMES_MAX)
    let leftMs = Math.min(tookMs * times, REST_MAX_MS)
    while (leftMs > 0 && !stopped.signal.aborted) {
      await rest(Math.min(leftMs, REST_STEP_MS))
      leftMs = lodge.intake.isBusy() ? leftMs - REST_STEP_MS : 0
    }
  }

  const run = async (follower: Follower): Promise<void> => {
    let pause = PENDING_MS
    while (!stopped.signal.aborted) {
      const count = lodge.signal.count()
      try {
        const began = performance.now()
        const step = await advance(lodge, follower)
        const took = performance.now() - began
        const worked = step === 'full' || step === 'part'
        if (worked) follower.after?.()
        if (worked) await letPass(took)
        if (step === 'part') await rest(GATHER_MS)
        else if (!worked) await lodge.signal.after(count, step === 'pending' ? pause : POLL_MS, stopped.signal)
        pause = step === 'pending' ? Math.min(pause * 2, POLL_MS) : PENDING_MS
      } catch (error) {
        const details = { err: error, follower: follower.name }
        if (isUnavailable(error)) lodge.log.warn(details, 'the database is away; the follower waits for it')
        else lodge.log.error(details, 'a follower failed and tries the same events again')
        await rest(POLL_MS)
      }
    }
  }
  const running = followers.map(run)
  return {
    stop: async () => {
      stopped.abort()
      await Promise.all(running)
    },
  }
}

/** `full`: there is more at once. `pending`: what there is waits for an older transaction. `busy`: another process follows. */
type Step = 'full' | 'part' | 'empty' | 'pending' | 'busy'

const SETTINGS = `
  -- Lost in a crash, a batch is lost whole, and handled again: its commit need not wait for the disk.
  set local synchronous_commit = off;
  -- A batch is small, which the planner cannot see: it takes (xid, id) > … for a third of the log.
  set local enable_seqscan = off;
  set local max_parallel_workers_per_gather = 0`

const advance = async (lodge: Lodge, follower: Follower): Promise<Step> => {
  const seen = await look(lodge, follower)
  if (!seen.ready) return seen.pending ? 'pending' : 'empty'
  return transaction(lodge.store.pool, async (client) => {
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
}

/**
 * Whether there is anything to do: asked without a transaction, so that one who waits writes nothing. The next event behind
 * the cursor tells both, and no later one can be ready before it. In order and one alone: the planner would rather read the
 * whole log for an `exists`.
 */
const look = async (lodge: Lodge, follower: Follower): Promise<{ ready: boolean; pending: boolean }> => {
  const found = await lodge.store.pool.query<{ ready: boolean | null }>({
    name: 'follower_look',
    text: `select n.xid < pg_snapshot_xmin(pg_current_snapshot()) as ready
      from follower_cursor c
      left join lateral (
        select e.xid from event e where (e.xid, e.id) > (c.xid, c.id) order by e.xid, e.id limit 1
      ) n on true
      where c.name = $1`,
    values: [follower.name],
  })
  const row = found.rows[0]
  if (row) return { ready: row.ready === true, pending: row.ready === false }
  await lodge.store.pool.query('insert into follower_cursor (name) values ($1) on conflict do nothing', [follower.name])
  return look(lodge, follower)
}
