import { expect, test } from 'vitest'
import { startJobs } from '../../src/jobs/start.ts'
import { connect, newTicket, until } from '../support/feed.ts'
import { useLodge } from '../support/lodge.ts'

const lodge = useLodge()

test('followers and jobs go on after the database ended every connection', async () => {
  const desk = await lodge.desk()
  const jobs = await startJobs(lodge.lodge)
  const counted = async (count: number) =>
    until(async () => {
      const found = await lodge.store.pool
        .query('select coalesce(sum(created), 0)::integer as created from ticket_daily')
        .catch(() => undefined)
      return found?.rows[0].created === count
    })
  await newTicket(lodge, desk, 'Before')
  await counted(1)
  for (let outage = 0; outage < 3; outage++) {
    const admin = await connect(lodge)
    await admin.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    await admin.end()
    await until(async () => (await newTicket(lodge, desk, 'After')).status === 201)
    await counted(2 + outage)
  }
  await jobs.stop()
  expect((await lodge.store.pool.query('select from graphile_worker.jobs')).rowCount).toBe(0)
})
