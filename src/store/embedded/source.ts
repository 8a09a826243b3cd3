import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { OperatorError } from '../errors.ts'
import type { Log } from '../log.ts'
import { type Holder, takeLock } from './lock.ts'
import { type Connection, runningServer, startEmbedded } from './server.ts'

export type EmbeddedSource = {
  /** Whether this process runs the database, or another process of the data folder does. */
  kind: 'embedded' | 'shared'
  connection: Connection
  pid: () => number | undefined
  retire: () => void
  close: () => Promise<void>
}

const PATIENCE_MS = 10_000

/**
 * The database of a data folder: started here, or, for a command beside a running server, that server's. Throws an
 * OperatorError where the folder is in use by another server, or cannot be used.
 */
export const openEmbedded = async (options: {
  dataDir: string
  command: string
  log: Log
  settings?: Record<string, string>
}): Promise<EmbeddedSource> => {
  const dataDir = resolve(options.dataDir)
  // A command holds the folder for a moment only, and a server that begins is there in a moment: both are waited for.
  for (let waited = 0; ; waited += 100) {
    const taken = tryLock(dataDir, options.command)
    if (taken.ok) return startHere(dataDir, options, taken.release)
    const serving = taken.holder.command === 'serve'
    if (serving && options.command === 'serve') throw inUse(dataDir, taken.holder)
    const connection = serving ? await reach(dataDir) : undefined
    if (connection) return { kind: 'shared', connection, pid: () => undefined, retire: () => {}, close: async () => {} }
    if (waited >= PATIENCE_MS) throw inUse(dataDir, taken.holder)
    await sleep(100)
  }
}

const startHere = async (
  dataDir: string,
  options: { log: Log; settings?: Record<string, string> },
  release: () => void,
): Promise<EmbeddedSource> => {
  try {
    const server = await startEmbedded(dataDir, options)
    return {
      kind: 'embedded',
      connection: server.connection,
      pid: server.pid,
      retire: server.retire,
      close: async () => {
        await server.stop()
        release()
      },
    }
  } catch (error) {
    release()
    throw asOperatorError(error, dataDir)
  }
}

const inUse = (dataDir: string, holder: Holder): OperatorError =>
  new OperatorError(
    `The data folder ${dataDir} is in use by \`lodge ${holder.command}\` (pid ${holder.pid}). Stop it first, or set LODGE_DATA to another folder.`,
  )

const tryLock = (dataDir: string, command: string) => {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    return takeLock(dataDir, command)
  } catch (error) {
    throw asOperatorError(error, dataDir)
  }
}

/** What the file system refuses is the operator's to mend: no right, no space, no folder. */
const asOperatorError = (error: unknown, dataDir: string): unknown =>
  error instanceof Error && 'syscall' in error
    ? new OperatorError(
        `The data folder ${dataDir} cannot be used: ${error.message}. Run Lodge as the folder's owner, or set LODGE_DATA to another folder.`,
      )
    : error

/** How to connect to the running server's database, once it takes connections. */
const reach = async (dataDir: string): Promise<Connection | undefined> => {
  const connection = runningServer(dataDir)
  if (!connection) return undefined
  const client = new pg.Client(connection)
  client.on('error', () => {})
  try {
    await client.connect()
    return connection
  } catch {
    return undefined
  } finally {
    await client.end().catch(() => {})
  }
}
