import { execFile } from 'node:child_process'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { openSpareConnection } from '../../src/store/spare-connection.ts'
import { TimedClient } from '../../src/store/timed-client.ts'
import { cloneDatabase } from '../support/lodge.ts'
import { openPool } from '../support/pool.ts'

let database: Awaited<ReturnType<typeof cloneDatabase>>
beforeAll(async () => {
  database = await cloneDatabase()
})
afterAll(() => database.drop())

/** A way to the database that can be stopped: what is sent is taken, and nobody answers. */
const openLine = async (): Promise<{ host: string; port: number; stop: () => void }> => {
  let isStopped = false
  const sockets: Socket[] = []
  const server = createServer((near) => {
    const far = connect(join(inject('databaseHost'), '.s.PGSQL.5432'))
    sockets.push(near, far)
    near.on('data', (chunk) => !isStopped && far.write(chunk))
    far.on('data', (chunk) => !isStopped && near.write(chunk))
    for (const socket of [near, far]) socket.on('error', () => {})
    near.on('close', () => far.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a line has a port')
  return {
    host: '127.0.0.1',
    port: address.port,
    stop: () => {
      isStopped = true
    },
  }
}

test('a statement of a server that stands still fails after 5 s, and its session is not used again', async () => {
  const { host, port, stop } = await openLine()
  const { user, database: name } = new pg.Client(database.url)
  const pool = new pg.Pool({ Client: TimedClient, host, port, user, database: name, max: 1 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  onTestFinished(() => pool.end())
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  stop()
  const began = performance.now()
  await expect(pool.query('select 2')).rejects.toThrow('Connection terminated')
  expect(performance.now() - began).toBeGreaterThan(4_900)
  expect(pool.totalCount).toBe(0)
})

test('what a statement answered is not kept until the next full collection', async () => {
  const script = join(import.meta.dirname, 'kept-answers.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-semi-space-size=2', script, database.url])
  // Each answer is more than 15 kB; of the last ones some are there still.
  expect(Number(stdout)).toBeLessThan(4_000)
})

test('a spare connection is there for who comes next, for a moment, and not once it is broken', async () => {
  const pool = openPool(database.url, 3)
  onTestFinished(() => pool.end())
  pool.on('connect', (client) => client.on('error', () => {}))
  const spare = openSpareConnection(pool)
  const pidOf = async (client: pg.PoolClient) => (await client.query('select pg_backend_pid() as pid')).rows[0].pid
  const first = await spare.take()
  const other = await spare.take()
  expect(other).not.toBe(first)
  spare.give(first)
  spare.give(other)
  expect(await spare.take()).toBe(first)
  expect(pool.idleCount).toBe(1)

  spare.give(first)
  await expect.poll(() => pool.idleCount).toBe(2)

  const broken = await spare.take()
  const pid = await pidOf(broken)
  spare.give(broken)
  await pool.query('select pg_terminate_backend($1)', [pid])
  await expect.poll(() => pool.totalCount).toBe(1)
  const next = await spare.take()
  const itsPid = await pidOf(next)
  next.release()
  expect(itsPid).not.toBe(pid)
})
