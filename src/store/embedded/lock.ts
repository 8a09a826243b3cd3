import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts'

/** Who holds a data folder: `serve` for as long as it runs, a command for a moment. */
export type Holder = ProcessIdentity & { command: string }

export type Lock = { ok: true; release: () => void } | { ok: false; holder: Holder }

const read = (path: string): Holder | undefined => {
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof found !== 'object' || found === null) return undefined
    const { pid, started, command } = found as Record<string, unknown>
    return typeof pid === 'number' && typeof started === 'string' && typeof command === 'string'
      ? { pid, started, command }
      : undefined
  } catch {
    return undefined
  }
}

/** The live holder of a data folder, if there is one. */
export const holderOf = (dataDir: string): Holder | undefined => {
  const holder = read(join(dataDir, 'lodge.lock'))
  return holder && isAlive(holder) ? holder : undefined
}

/**
 * Takes the data folder for this process. A lock left by a run that was killed is stale and is taken over: its pid is
 * gone, or was given to a process that began at another time.
 */
export const takeLock = (dataDir: string, command: string): Lock => {
  const path = join(dataDir, 'lodge.lock')
  const me = identify(process.pid)
  if (!me) throw new Error('cannot read this process from the process table')
  const mine = `${path}.${process.pid}`
  writeFileSync(mine, JSON.stringify({ ...me, command }))
  try {
    for (;;) {
      try {
        // link(2) fails where the name exists and the file is whole when it appears: no reader sees half a lock.
        linkSync(mine, path)
        return { ok: true, release: () => rmSync(path, { force: true }) }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const holder = read(path)
      if (holder && isAlive(holder)) return { ok: false, holder }
      removeStale(path)
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

/** Two starts may both find the lock stale: only one of them can rename it, and puts back what is not stale after all. */
const removeStale = (path: string): void => {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  const moved = read(aside)
  if (moved && isAlive(moved)) linkSync(aside, path)
  rmSync(aside, { force: true })
}
