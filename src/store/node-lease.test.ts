import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { cloneDatabase, quiet } from '../../test/support/lodge.ts'
import { openPool } from '../../test/support/pool.ts'
import { DatabaseUnavailable } from './errors.ts'
import { leaseNode, type NodeLease } from './node-lease.ts'

let database: Awaited<ReturnType<typeof cloneDatabase>>
let pool: pg.Pool
let leases: NodeLease[]

beforeAll(async () => {
  database = await cloneDatabase()
  pool = openPool(database.url, 4)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})
beforeEach(async () => {
  // Numbers start from 0 again.
  await pool.query('delete from node_lease')
  leases = []
})
afterEach(async () => {
  for (const lease of leases) await lease.release()
})

const lease = async (clock?: Parameters<typeof leaseNode>[2]) => {
  const taken = await leaseNode(pool, quiet, clock)
  leases.push(taken)
  return taken
}
const nodeOf = (id: string) => Number((BigInt(id) >> 12n) & 1023n)
const attempt = (nextId: () => string): boolean => {
  try {
    return nextId() !== ''
  } catch {
    return false
  }
}
const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((done) => setTimeout(done, 10))
}
const expire = (node: number) =>
  pool.query(`update node_lease set expires_at = now() - interval '1 second' where node = $1`, [node])

test('each process has a number of its own', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => lease()))
  const nodes = all.map(({ nextId }) => nodeOf(nextId()))
  expect(new Set(nodes).size).toBe(8)
})

test('a number given back is the next one’s', async () => {
  const [first, second] = [await lease(), await lease()]
  expect([first, second].map(({ nextId }) => nodeOf(nextId()))).toEqual([0, 1])
  await first.release()
  expect(nodeOf((await lease()).nextId())).toBe(0)
  expect(nodeOf((await lease()).nextId())).toBe(2)
})

test('the number of a process that died is free when its lease has run out', async () => {
  await lease()
  await lease()
  await expire(0)
  expect(nodeOf((await lease()).nextId())).toBe(0)
  const owners = await pool.query('select count(*)::integer as count from node_lease')
  expect(owners.rows[0].count).toBe(2)
})

test('two that want one expired number: one gets it', async () => {
  await lease()
  await expire(0)
  const [a, b] = await Promise.all([lease(), lease()])
  expect([a, b].map(({ nextId }) => nodeOf(nextId())).toSorted()).toEqual([0, 1])
})

test('no id is made once the lease may have run out', async () => {
  let now = 0
  const { nextId } = await lease({ now: () => now, renewMs: 60_000 })
  now = 50_000
  expect(() => nextId()).not.toThrow()
  now = 50_001
  expect(() => nextId()).toThrow(DatabaseUnavailable)
})

test('giving back a number that another has taken since does not take it from that one', async () => {
  const first = await lease()
  await expire(0)
  const second = await lease()
  await first.release()
  const left = await pool.query('select node from node_lease')
  expect(left.rows).toEqual([{ node: 0 }])
  expect(nodeOf(second.nextId())).toBe(0)
})

test('a lease is renewed before it runs out', async () => {
  let now = 0
  const { nextId } = await lease({ now: () => now, renewMs: 10 })
  now = 50_001
  await until(() => attempt(nextId))
  expect(nodeOf(nextId())).toBe(0)
})

test('a process whose number was taken goes on under another one', async () => {
  const first = await lease({ now: () => performance.now(), renewMs: 200 })
  await expire(0)
  const second = await lease()
  await until(() => nodeOf(first.nextId()) === 1)
  expect(nodeOf(second.nextId())).toBe(0)
})

test('1,024 processes and no more', async () => {
  await pool.query(
    `insert into node_lease select n, gen_random_uuid(), now() + interval '1 minute' from generate_series(0, 1023) n`,
  )
  await expect(lease()).rejects.toThrow('no node number is free')
})
