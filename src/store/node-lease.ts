import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { DatabaseUnavailable } from './errors.ts'
import type { Log } from './log.ts'
import { makeSnowflakes, NODE_COUNT } from './snowflake.ts'

const LEASE_SECONDS = 60
const RENEW_MS = 10_000
/** We stop making ids this long before another process may take the number: clocks drift. */
const MARGIN_MS = 10_000

export type NodeLease = { nextId: () => string; release: () => Promise<void> }

/**
 * Leases a node number that no other process of this database has, and makes ids under it. The lease is renewed while
 * the process lives, and replaced where an outage outlasted it; in between `nextId` throws DatabaseUnavailable rather
 * than risk another's id.
 */
export const leaseNode = async (
  pool: pg.Pool,
  log: Log,
  clock = { now: () => performance.now(), renewMs: RENEW_MS },
): Promise<NodeLease> => {
  const owner = randomUUID()
  let node = await take(pool, owner)
  let next = makeSnowflakes(node)
  let validUntil = clock.now() + LEASE_SECONDS * 1000 - MARGIN_MS
  const renew = async () => {
    const asked = clock.now()
    const renewed = await pool.query(
      'update node_lease set expires_at = now() + make_interval(secs => $3) where node = $1 and owner = $2',
      [node, owner, LEASE_SECONDS],
    )
    if (renewed.rowCount === 0) {
      node = await take(pool, owner)
      next = makeSnowflakes(node)
    }
    validUntil = asked + LEASE_SECONDS * 1000 - MARGIN_MS
  }
  const timer = setInterval(() => {
    renew().catch((error) => log.warn({ err: error }, 'the node lease could not be renewed'))
  }, clock.renewMs)
  timer.unref()
  return {
    nextId: () => {
      if (clock.now() > validUntil) throw new DatabaseUnavailable('the node lease ran out')
      return next()
    },
    release: async () => {
      clearInterval(timer)
      await pool.query('delete from node_lease where node = $1 and owner = $2', [node, owner]).catch(() => {})
    },
  }
}

/** A number is free where no row has it or its lease ran out. Two starts at once: the primary key lets one of them have it. */
const take = async (pool: pg.Pool, owner: string): Promise<number> => {
  for (let tries = 0; tries < 20; tries++) {
    const taken = await pool.query<{ node: number }>(
      `insert into node_lease (node, owner, expires_at)
       select n, $1, now() + make_interval(secs => $2)
       from generate_series(0, $3::integer - 1) n
       where not exists (select from node_lease l where l.node = n and l.expires_at > now())
       order by n limit 1
       on conflict (node) do update set owner = excluded.owner, expires_at = excluded.expires_at
         where node_lease.expires_at <= now()
       returning node`,
      [owner, LEASE_SECONDS, NODE_COUNT],
    )
    const row = taken.rows[0]
    if (row) return row.node
  }
  throw new Error('no node number is free: 1,024 processes lease one already')
}
