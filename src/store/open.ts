import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { holderOf, takeLock } from './embedded/lock.ts'
import { runningServer, startEmbedded } from './embedded/server.ts'
import { OperatorError } from './errors.ts'
import type { Log } from './log.ts'
import { migrate } from './migrate.ts'
import { leaseNode } from './node-lease.ts'
import type { Tables } from './schema.ts'

export type Database = Kysely<Tables>

/** One process's hold on the database: everything below core speaks to it through this. */
export type Store = {
  pool: pg.Pool
  db: Database
  /** A new 64-bit id, unique across all processes of this database. */
  nextId: () => string
  /** `embedded`: this process runs the database; `shared`: another process of this data folder does; `url`: DATABASE_URL. */
  kind: 'embedded' | 'shared' | 'url'
  version: string
  /** The embedded database's process id, where this process runs it. */
  databasePid: () => number | undefined
  close: () => Promise<void>
}

export type StoreOptions = {
  databaseUrl?: string | undefined
  dataDir: string
  /** The command that asks, for the lock. `serve` refuses a folder in use; the others work beside a running server. */
  command: string
  log: Log
  poolSize?: number
  /** Settings of the embedded PostgreSQL, over the built-in ones. */
  settings?: Record<string, string>
}

const MINIMUM_VERSION = 15
const LOCK_PATIENCE_MS = 10_000

/**
 * Opens the database, starting the embedded one where no URL is given, and brings its schema up to date.
 *
 * Throws an OperatorError, one clear line, where the data folder is in use, the server cannot be reached or is too old.
 */
export const openStore = async (options: StoreOptions): Promise<Store> => {
  const source = options.databaseUrl ? fromUrl(options.databaseUrl) : await fromDataDir(options)
  const pool = new pg.Pool({
    ...source.connection,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 5_000,
    application_name: 'lodge',
    // The answer to a client is sent after COMMIT, and COMMIT is durable: whatever the server's default is.
    options: '-c synchronous_commit=on -c timezone=UTC',
  })
  pool.on('error', (error) => options.log.warn({ err: error.message }, 'an idle database connection broke'))
  // One in use fails its query, or the next; without a listener its error would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    const version = await checkVersion(pool)
    await migrate(pool)
    const lease = await leaseNode(pool, options.log)
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
    return {
      pool,
      db,
      nextId: lease.nextId,
      kind: source.kind,
      version,
      databasePid: source.pid,
      close: async () => {
        await lease.release()
        await pool.end()
        await source.close()
      },
    }
  } catch (error) {
    await pool.end().catch(() => {})
    await source.close()
    throw error
  }
}

type Source = {
  kind: Store['kind']
  connection: pg.PoolConfig
  pid: () => number | undefined
  close: () => Promise<void>
}

const fromUrl = (url: string): Source => ({
  kind: 'url',
  connection: { connectionString: url },
  pid: () => undefined,
  close: async () => {},
})

const fromDataDir = async (options: StoreOptions): Promise<Source> => {
  const dataDir = resolve(options.dataDir)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const taken = await lockOrHolder(dataDir, options.command)
  if (!taken.ok) {
    const connection =
      taken.holder.command === 'serve' && options.command !== 'serve' ? runningServer(dataDir) : undefined
    if (!connection) {
      throw new OperatorError(
        `The data folder ${dataDir} is in use by \`lodge ${taken.holder.command}\` (pid ${taken.holder.pid}). Stop it first, or set LODGE_DATA to another folder.`,
      )
    }
    return { kind: 'shared', connection, pid: () => undefined, close: async () => {} }
  }
  try {
    const server = await startEmbedded(dataDir, {
      ...(options.settings ? { settings: options.settings } : {}),
      onExit: () => {
        options.log.error({}, 'the database process ended; starting it again')
        keepTrying(() => server.restart(), options.log)
      },
    })
    return {
      kind: 'embedded',
      connection: server.connection,
      pid: server.pid,
      close: async () => {
        await server.stop()
        taken.release()
      },
    }
  } catch (error) {
    taken.release()
    throw error
  }
}

/** A command holds the folder for a moment only: wait for it. A running server holds it for good. */
const lockOrHolder = async (dataDir: string, command: string) => {
  for (let waited = 0; ; waited += 100) {
    const taken = takeLock(dataDir, command)
    if (taken.ok || taken.holder.command === 'serve' || waited >= LOCK_PATIENCE_MS) return taken
    await sleep(100)
  }
}

const keepTrying = async (start: () => Promise<void>, log: Log): Promise<void> => {
  for (let pause = 100; ; pause = Math.min(pause * 2, 5_000)) {
    try {
      return await start()
    } catch (error) {
      log.error({ err: error }, 'the database did not start; trying again')
      await sleep(pause)
    }
  }
}

const checkVersion = async (pool: pg.Pool): Promise<string> => {
  let found: pg.QueryResult<{ version: string; number: number }>
  try {
    found = await pool.query(
      `select current_setting('server_version') as version, current_setting('server_version_num')::integer as number`,
    )
  } catch (error) {
    const reason =
      error instanceof AggregateError ? error.errors.join('; ') : error instanceof Error ? error.message : String(error)
    throw new OperatorError(`The database cannot be reached: ${reason}. Check DATABASE_URL and that the server runs.`)
  }
  const row = found.rows[0]
  if (!row || row.number < MINIMUM_VERSION * 10_000) {
    throw new OperatorError(`PostgreSQL ${row?.version} is too old: Lodge needs ${MINIMUM_VERSION} or newer.`)
  }
  return row.version
}

export { holderOf }
