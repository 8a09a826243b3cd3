import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { OperatorError } from '../errors.ts'
import { USER } from './cluster.ts'
import type { Runner } from './runner.ts'
import { quoteSocketDir } from './socket-dir.ts'

export const DATABASE = 'lodge'
const LOG_LIMIT = 16 * 1024 * 1024
const STOP_PATIENCE_MS = 60_000

/** Measured for a help desk on a small machine: idle under 300 MB together with Lodge. Everything else is PostgreSQL's default. */
const SETTINGS: Record<string, string> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  // A page that makes room is on the disk before its place is needed: else a creation on a large desk writes it itself.
  bgwriter_delay: '20ms',
  bgwriter_lru_maxpages: '500',
  bgwriter_lru_multiplier: '4',
  jit: 'off',
  // Three worker processes save nothing where a page is nearly always in memory.
  io_method: 'sync',
  max_wal_senders: '0',
  wal_level: 'minimal',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_timezone: 'UTC',
  timezone: 'UTC',
}

export type Cluster = {
  postgres: string
  runner: Runner
  dir: string
  /** The socket's folder. */
  host: string
  logPath: string
  /** Settings over the built-in ones. */
  settings: Record<string, string>
}

/** Starts the database process. It is asked to end where this process exits in whatever way runs exit handlers. */
export const launch = ({ postgres, runner, dir, host, logPath, settings }: Cluster): ChildProcess => {
  if (existsSync(logPath) && statSync(logPath).size > LOG_LIMIT) truncateSync(logPath, 0)
  const log = openSync(logPath, 'a', 0o600)
  const flags = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command = postgres, ...rest] = [...runner.prefix, postgres]
  const child = spawn(command, [...rest, '-D', dir, '-k', quoteSocketDir(host), ...flags], {
    uid: runner.uid,
    gid: runner.gid,
    cwd: '/',
    stdio: ['ignore', log, log],
    // A session of its own: Ctrl-C in the terminal must reach Lodge, which drains first, and not its database.
    detached: true,
  })
  closeSync(log)
  const end = () => child.kill('SIGINT')
  process.once('exit', end)
  child.once('exit', () => process.removeListener('exit', end))
  return child
}

export const hasEnded = (child: ChildProcess): boolean =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null

/** Ends the database: "fast" (ends the sessions, writes a checkpoint), or, where that takes too long, at once, with recovery at the next start. */
export const end = async (child: ChildProcess): Promise<void> => {
  if (hasEnded(child)) return
  const exited = new Promise((done) => child.once('exit', done))
  child.kill('SIGINT')
  const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_PATIENCE_MS)
  await exited
  clearTimeout(timer)
}

/** Answers once the database takes connections. Throws an OperatorError with the end of its log where it ends instead. */
export const untilReady = async (child: ChildProcess, cluster: Cluster, onSlow: () => void): Promise<void> => {
  let failure: string | undefined
  child.once('error', (error) => {
    failure = error.message
  })
  if (child.pid === undefined) await sleep(1) // it could not be started; the event that says why comes next
  const slow = setInterval(onSlow, 5_000)
  // Crash recovery of a large log takes its time; only the process's end means failure.
  while (failure === undefined && !hasEnded(child)) {
    if (await answers(cluster.host)) {
      clearInterval(slow)
      return
    }
    await sleep(20)
  }
  clearInterval(slow)
  if (failure !== undefined) throw new OperatorError(`The embedded PostgreSQL could not be started: ${failure}`)
  const tail = readFileSync(cluster.logPath, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
  throw new OperatorError(`The embedded PostgreSQL did not start. The end of ${cluster.logPath}:\n${tail}`)
}

const answers = async (host: string): Promise<boolean> => {
  const client = new pg.Client({ host, user: USER, database: 'postgres' })
  // A connection that breaks after the query is no news.
  client.on('error', () => {})
  try {
    await client.connect()
    const found = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`)
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
