import { once } from 'node:events'
import { expect, test } from 'vitest'
import { startJobs } from '../../src/jobs/start.ts'
import { newTicket, until } from '../support/feed.ts'
import { useLodge } from '../support/lodge.ts'
import { spawnScript } from '../support/script.ts'

const lodge = useLodge()

const POINTS = ['events read', 'jobs added', 'batch committed', 'job begun', 'job under way', 'job committed']

/** Runs a process that dies at a point; resolves once it has. */
const crashAt = async (point: string): Promise<void> => {
  const child = spawnScript(import.meta.dirname, 'crashing.ts', [lodge.databaseUrl, point])
  const [, signal] = await once(child, 'exit')
  expect(signal, point).toBe('SIGKILL')
}

const count = async (sql: string): Promise<number> => {
  const found = await lodge.store.pool.query<{ count: string }>(`select count(*) from (${sql}) counted`)
  return Number(found.rows[0]?.count)
}

test('killed between any two steps, every ticket is counted once', async () => {
  const desks = [await lodge.desk(), await lodge.desk()]
  let made = 0
  for (const point of [...POINTS, ...POINTS.toReversed()]) {
    for (const desk of desks) {
      for (let n = 0; n < 3; n++, made++) await newTicket(lodge, desk, `Before: ${point}`)
    }
    await crashAt(point)
  }
  const jobs = await startJobs(lodge.lodge)
  const behind = `select from event, follower_cursor c where c.name = 'relay' and (event.xid, event.id) > (c.xid, c.id)`
  await until(async () => (await count(behind)) === 0 && (await count('select from graphile_worker.jobs')) === 0)
  await jobs.stop()
  const sums = await lodge.store.pool.query(
    `select
       (select json_agg(d order by d.desk_id, d.day) from (select desk_id, day, created from ticket_daily) d) as counted,
       (select json_agg(d order by d.desk_id, d.day) from (
          select desk_id, (created_at at time zone 'UTC')::date as day, count(*) as created from ticket group by 1, 2
        ) d) as existing`,
  )
  expect(sums.rows[0].counted).toEqual(sums.rows[0].existing)
  const total = await lodge.store.pool.query('select sum(created)::integer as created from ticket_daily')
  expect(total.rows[0].created).toBe(made)
})
