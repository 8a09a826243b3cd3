import type { ChildProcess } from 'node:child_process'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { makeCluster, USER } from './cluster.ts'
import { readPostmasterFile, stopOrphan } from './orphan.ts'
import { type Cluster, DATABASE, end, hasEnded, launch, untilReady } from './process.ts'
import { findPrograms } from './programs.ts'
import { chooseRunner } from './runner.ts'
import { makeSocketDir, removeSocketDir } from './socket-dir.ts'

export type Connection = { host: string; user: string; database: string }

export type EmbeddedServer = {
  /** What `pg` connects with. */
  connection: Connection
  pid: () => number
  /** From here on a database that ends is not started again. */
  retire: () => void
  stop: () => Promise<void>
}

const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} }

const clusterOf = (dataDir: string): string => join(dataDir, 'postgres')

/** How to connect to the database that another process of this data folder started; undefined where none runs. */
export const runningServer = (dataDir: string): Connection | undefined => {
  const host = readPostmasterFile(clusterOf(resolve(dataDir)))?.socketDir
  return host ? { host, user: USER, database: DATABASE } : undefined
}

/**
 * Starts the PostgreSQL that came from npm on `<dataDir>/postgres`, making it at first use, and starts it again whenever
 * it dies. The caller holds the folder's lock. A database process that outlived a killed Lodge is stopped first; crash
 * recovery is PostgreSQL's own.
 *
 * `settings` override the built-in ones. Throws an OperatorError with the log's last lines where it does not come up.
 */
export const startEmbedded = async (
  dataDirGiven: string,
  options: { settings?: Record<string, string>; log?: Log } = {},
): Promise<EmbeddedServer> => {
  const dataDir = resolve(dataDirGiven)
  const log = options.log ?? quiet
  const { initdb, postgres } = await findPrograms()
  const dir = clusterOf(dataDir)
  const runner = chooseRunner({ uid: process.getuid?.(), program: postgres, dataDir, cluster: dir })
  await makeCluster(initdb, runner, dataDir, dir)
  await clearTheWay(dir, log)
  const host = makeSocketDir(dataDir)
  runner.own(dir)
  runner.own(host)
  const cluster: Cluster = {
    postgres,
    runner,
    dir,
    host,
    logPath: join(dataDir, 'postgres.log'),
    settings: options.settings ?? {},
  }
  const supervisor = await supervise(cluster, log).catch((error: unknown) => {
    removeSocketDir(host)
    throw error
  })
  return {
    connection: { host, user: USER, database: DATABASE },
    ...supervisor,
    stop: async () => {
      await supervisor.stop()
      removeSocketDir(host)
    },
  }
}

const clearTheWay = async (dir: string, log: Log): Promise<void> => {
  const left = readPostmasterFile(dir)
  await stopOrphan(dir, (pid) => log.warn({ pid }, 'the database of a killed Lodge is still running; ending it first'))
  if (left?.socketDir) removeSocketDir(left.socketDir)
}

const supervise = async (cluster: Cluster, log: Log): Promise<Pick<EmbeddedServer, 'pid' | 'retire' | 'stop'>> => {
  const retired = new AbortController()
  let child: ChildProcess
  let reviving: Promise<void> = Promise.resolve()

  const start = async () => {
    child = launch(cluster)
    const started = child
    await untilReady(started, cluster, () => log.info({}, 'waiting for the database, which may be recovering'))
    const onEnd = () => {
      if (!retired.signal.aborted) reviving = revive()
    }
    // Watched from here on only: the end of one that never was ready is the failure that its start has told.
    if (hasEnded(started)) onEnd()
    else started.once('exit', onEnd)
  }
  const revive = async () => {
    log.error({ pid: child.pid }, 'the database process ended; starting it again')
    for (let pause = 100; !retired.signal.aborted; pause = Math.min(pause * 2, 5_000)) {
      try {
        await stopOrphan(cluster.dir)
        if (retired.signal.aborted) return
        await start()
        log.info({ pid: child.pid }, 'the database is back')
        return
      } catch (error) {
        if (retired.signal.aborted) return
        log.error({ err: error }, 'the database did not start; trying again')
        await sleep(pause, undefined, { signal: retired.signal }).catch(() => {})
      }
    }
  }

  await start()
  return {
    pid: () => child.pid ?? 0,
    retire: () => retired.abort(),
    stop: async () => {
      retired.abort()
      await end(child)
      await reviving
      // A start that was under way may have made another one meanwhile.
      await end(child)
    },
  }
}
