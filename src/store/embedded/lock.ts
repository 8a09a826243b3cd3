import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts'

/** Who holds a data folder: `serve` for as long as it runs, a command for a moment. */
export type Holder = ProcessIdentity & { command: string }

export type Lock = { ok: true; release: () => void } | { ok: false; holder: Holder }

const fileOf = (dataDir: string): string => join(dataDir, 'lodge.lock')

const read = (path: string): Holder | undefined => {
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof found !== 'object' || found === null) return undefined
    const { pid, started, command } = found as Record<string, unknown> // any object has this shape; each field is checked
    return typeof pid === 'number' && typeof started === 'string' && typeof command === 'string'
      ? { pid, started, command }
      : undefined
  } catch {
    return undefined
  }
}

const liveHolder = (path: string): Holder | undefined => {
  const holder = read(path)
  return holder && isAlive(holder) ? holder : undefined
}

/** The live holder of a data folder, if there is one. */
export const holderOf = (dataDir: string): Holder | undefined => liveHolder(fileOf(dataDir))

/**
 * Takes the data folder for this process. A lock left by a run that was killed is stale and is taken over: its pid is
 * gone, or was given to a process that began at another time.
 */
export const takeLock = (dataDir: string, command: string): Lock => {
  const path = fileOf(dataDir)
  const me = identify(process.pid)
  if (!me) throw new Error('cannot read this process from the process table')
  const mine = `${path}.${process.pid}`
  writeFileSync(mine, JSON.stringify({ ...me, command }))
  try {
    for (;;) {
      if (appear(mine, path)) return { ok: true, release: () => rmSync(path, { force: true }) }
      const holder = liveHolder(path)
      if (holder) return { ok: false, holder }
      removeStale(mine, path)
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

/** link(2) fails where the name exists, and the file is whole when it appears: no reader sees half a lock. */
const appear = (mine: string, path: string): boolean => {
  try {
    linkSync(mine, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false // linkSync throws nothing else
    throw error
  }
}

/** Two starts may both find the lock stale, and the slower must not remove what the faster put there: one at a time. */
const removeStale = (mine: string, path: string): void => {
  const turn = `${path}.turn`
  if (!appear(mine, turn)) {
    if (!liveHolder(turn)) rmSync(turn, { force: true })
    return
  }
  try {
    if (!liveHolder(path)) rmSync(path, { force: true })
  } finally {
    rmSync(turn, { force: true })
  }
}
