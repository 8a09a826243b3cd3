import pg from 'pg'
import { expect, test } from 'vitest'
import { useLodge } from '../support/lodge.ts'

const lodge = useLodge()

/** Lets nobody into the file's database, or lets all in again. */
const shut = async (closed: boolean): Promise<void> => {
  const { host, database } = new pg.Client(lodge.databaseUrl)
  const admin = new pg.Client({ host, user: 'lodge', database: 'postgres' })
  await admin.connect()
  await admin.query(`alter database ${database} allow_connections ${!closed}`)
  if (closed) await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database])
  await admin.end()
}

const get = (url: string) => lodge.app.inject({ method: 'GET', url })

test('503 /readyz, but 200 /healthz and /metrics, while the database cannot be reached', async () => {
  await shut(true)
  const [ready, health, metrics] = [await get('/readyz'), await get('/healthz'), await get('/metrics')]
  await shut(false)
  expect(ready.statusCode).toBe(503)
  expect(ready.json().code).toBe('database_unavailable')
  expect(health.statusCode).toBe(200)
  expect(metrics.statusCode).toBe(200)
  expect((await get('/readyz')).statusCode).toBe(200)
})
