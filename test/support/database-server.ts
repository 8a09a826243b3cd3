import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../src/store/embedded/server.ts'
import { migrate } from '../../src/store/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The socket folder of this run's PostgreSQL. */
    databaseHost: string
  }
}

/** The migrated database that each test file's own is cloned from. */
export const TEMPLATE = 'lodge_template'

/** One embedded PostgreSQL a run, in a folder of its own, so that two runs at once do not meet. */
export default async (project: TestProject) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lodge-test-'))
  const server = await startEmbedded(dataDir, {
    // The run's data is thrown away: what is tested about durability starts servers of its own.
    settings: { fsync: 'off', full_page_writes: 'off', max_connections: '200' },
  })
  const { host, user } = server.connection
  const admin = new pg.Client({ host, user, database: 'postgres' })
  await admin.connect()
  await admin.query(`create database ${TEMPLATE}`)
  await admin.end()
  const pool = new pg.Pool({ host, user, database: TEMPLATE, max: 1 })
  await migrate(pool)
  await pool.end()
  project.provide('databaseHost', host)
  return async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
