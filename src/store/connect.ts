import pg from 'pg'
import { openEmbedded } from './embedded/source.ts'
import { OperatorError } from './errors.ts'
import type { Log } from './log.ts'
import { STATEMENT_MS, TimedClient } from './timed-client.ts'
import { checkVersion } from './version.ts'

export type ConnectOptions = {
  databaseUrl?: string | undefined
  dataDir: string
  /** The command that asks, for the lock. `serve` refuses a folder in use; the others work beside a running server. */
  command: string
  log: Log
  poolSize?: number
  /** Settings of the embedded PostgreSQL, over the built-in ones. */
  settings?: Record<string, string>
}

/** A database that answers, whatever its schema. */
export type Connected = {
  pool: pg.Pool
  /** `embedded`: this process runs the database; `shared`: another process of this data folder does; `url`: DATABASE_URL. */
  kind: 'embedded' | 'shared' | 'url'
  version: string
  /** The embedded database's process id, where this process runs it. */
  databasePid: () => number | undefined
  /** From here on an embedded database that ends is not started again. */
  retire: () => void
  close: () => Promise<void>
}

/**
 * Connects to the database, starting the embedded one where no URL is given. Throws an OperatorError, one clear line,
 * where the data folder is in use, the server cannot be reached or is too old.
 */
export const connect = async (options: ConnectOptions): Promise<Connected> => {
  const source = options.databaseUrl ? fromUrl(options.databaseUrl) : await openEmbedded(options)
  const pool = new pg.Pool({
    ...source.connection,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 5_000,
    Client: TimedClient,
    application_name: 'lodge',
    // The answer to a client is sent after COMMIT, and COMMIT is durable: whatever the server's default is.
    options: `-c synchronous_commit=on -c timezone=UTC -c statement_timeout=${STATEMENT_MS}`,
  })
  let closing = false
  pool.on('error', (error) => {
    // The pool says goodbye and does not wait: while we stop, the database may well be the faster to hang up.
    if (!closing) options.log.warn({ err: error.message }, 'an idle database connection broke')
  })
  // One that breaks while it is in use fails its query as well; unheard, the event would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  const close = async () => {
    closing = true
    source.retire()
    await pool.end().catch(() => {})
    await source.close()
  }
  try {
    const version = await versionOf(pool)
    return { pool, kind: source.kind, version, databasePid: source.pid, retire: source.retire, close }
  } catch (error) {
    await close()
    throw error
  }
}

const fromUrl = (url: string) => ({
  kind: 'url' as const,
  connection: { connectionString: url },
  pid: () => undefined,
  retire: () => {},
  close: async () => {},
})

const versionOf = async (pool: pg.Pool): Promise<string> => {
  let found: pg.QueryResult<{ version: string; number: number }>
  try {
    found = await pool.query(
      `select current_setting('server_version') as version, current_setting('server_version_num')::integer as number`,
    )
  } catch (error) {
    throw new OperatorError(
      `The database cannot be reached: ${reasonOf(error)}. Check DATABASE_URL and that the server runs.`,
    )
  }
  const { number, version } = found.rows[0] ?? { number: 0, version: 'unknown' }
  checkVersion(number, version)
  return version
}

/** A host with several addresses fails once for each. */
const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
