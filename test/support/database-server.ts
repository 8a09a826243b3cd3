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
  const create = `create database ${TEMPLATE} strategy file_copy`
  try {
    // By the kernel, where it can: ten times as fast, and half of what most files of tests wait for.
    await admin.query('set file_copy_method = clone')
    await admin.query(create)
    await admin.query('alter database postgres set file_copy_method = clone')
  } catch {
    await admin.query('reset file_copy_method')
    await admin.query(create)
  }
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
