import { expect, test } from 'vitest'
import { startJobs } from '../../src/jobs/start.ts'
import { newTicket, until } from '../support/feed.ts'
import { useLodge } from '../support/lodge.ts'

const lodge = useLodge()

test('a job that cannot be marked as done is marked later; the process lives on', async () => {
  const desk = await lodge.desk()
  const { pool } = lodge.store
  const counted = async () => (await pool.query('select sum(created)::integer as n from ticket_daily')).rows[0].n
  const left = async () => (await pool.query('select from graphile_worker.jobs')).rowCount
  const jobs = await startJobs(lodge.lodge)
  await pool.query(`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'not now'; end $$;
    create trigger refuse before delete on graphile_worker._private_jobs for each row execute function refuse()`)
  await newTicket(lodge, desk, 'Hello')
  await until(async () => (await counted()) === 1)
  await pool.query('drop trigger refuse on graphile_worker._private_jobs')
  await newTicket(lodge, desk, 'Hello again')
  await until(async () => (await counted()) === 2 && (await left()) === 0)
  expect(await counted()).toBe(2)
  await jobs.stop()
})
