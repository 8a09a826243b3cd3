import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { serversOn } from '../../../src/store/embedded/orphan.ts'
import { findPostmaster, kill, type LodgeProcess, spawnLodge } from '../../support/lodge-process.ts'

/** One data folder and the server that runs on it, started anew as often as the test likes; nothing is left afterwards. */
export type Scene = {
  dataDir: string
  start: (options?: Parameters<typeof spawnLodge>[1]) => LodgeProcess
  /** Starts it, waits until it is ready, and answers where. */
  open: (options?: Parameters<typeof spawnLodge>[1]) => Promise<{ server: LodgeProcess; url: string }>
  /** The token shown at the first start. */
  token: () => string
  /** Every process of the database, the postmaster first. */
  databasePids: () => number[]
}

export const newScene = (): Scene => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lodge-crash-'))
  const servers: LodgeProcess[] = []
  const databasePids = () => {
    const postmaster = findPostmaster(dataDir)
    if (!postmaster) return []
    const first = (pid: number) => (pid === postmaster.pid ? 0 : 1)
    return serversOn(postmaster.cluster, postmaster.pid).sort((a, b) => first(a) - first(b))
  }
  const start: Scene['start'] = (options) => {
    const server = spawnLodge(dataDir, options)
    servers.push(server)
    return server
  }
  onTestFinished(async () => {
    for (const { child } of servers) kill(child.pid, 'SIGKILL')
    await Promise.all(servers.map((server) => server.exited))
    while (left(dataDir).length > 0) {
      for (const pid of left(dataDir)) kill(pid, 'SIGKILL')
      await sleep(20)
    }
    rmSync(dataDir, { recursive: true, force: true })
  })
  return {
    dataDir,
    start,
    open: async (options) => {
      const server = start(options)
      return { server, url: await server.ready }
    },
    token: () => {
      const token = servers.map((server) => server.token()).find((found) => found !== undefined)
      if (!token) throw new Error('no start has shown a token')
      return token
    },
    databasePids,
  }
}

/** The processes that were started on a folder: by their command line, for one with a disk of its own is not seen there. */
const left = (dataDir: string): number[] =>
  readdirSync('/proc')
    .filter((entry) => /^[0-9]+$/.test(entry))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`-D\0${dataDir}/`)
      } catch {
        return false
      }
    })
    .map(Number)

/** A test's figures, beside its verdict. */
export const say = (what: string, figures: object = {}): void => {
  process.stderr.write(`${what} ${JSON.stringify(figures)}\n`)
}
