import { join } from 'node:path'
import pg from 'pg'
import { serversOn } from '../src/store/embedded/orphan.ts'
import { findPostmaster, kill, spawnLodge } from '../test/support/lodge-process.ts'
import type { Scratch } from './scratch.ts'

/** A real Lodge with a database of its own. */
export type BenchLodge = {
  url: string
  /** Shown at the first start of a data folder; empty later. */
  token: string
  pid: number
  databasePids: () => number[]
  /** A session on its database, behind its back. */
  connect: () => Promise<pg.Client>
  startedMs: number
  stop: () => Promise<void>
}

export const startLodge = async (
  scratch: Scratch,
  name: string,
  env: Record<string, string> = {},
): Promise<BenchLodge> => {
  const dataDir = join(scratch.dir, name)
  const began = performance.now()
  const lodge = spawnLodge(dataDir, { env })
  scratch.adopt(lodge.child)
  const databasePids = () => {
    const postmaster = findPostmaster(dataDir)
    return postmaster ? serversOn(postmaster.cluster, postmaster.pid) : []
  }
  scratch.onKill(() => {
    for (const pid of databasePids()) kill(pid, 'SIGKILL')
  })
  const url = await lodge.ready
  const pid = lodge.child.pid ?? 0
  return {
    url,
    token: lodge.token() ?? '',
    pid,
    databasePids,
    startedMs: performance.now() - began,
    stop: async () => {
      lodge.child.kill('SIGTERM')
      await lodge.exited
    },
    connect: async () => {
      const postmaster = findPostmaster(dataDir)
      if (!postmaster) throw new Error(`no database runs on ${dataDir}`)
      const client = new pg.Client({ host: postmaster.host, user: 'lodge', database: 'lodge' })
      await client.connect()
      return client
    },
  }
}
