import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { OperatorError } from '../errors.ts'
import { identify } from './process-identity.ts'

type PostmasterFile = { pid: number; socketDir: string | undefined }

/** What the database's own postmaster.pid says; undefined where none was left behind. */
export const readPostmasterFile = (cluster: string): PostmasterFile | undefined => {
  try {
    // pid, data folder, start time, port, socket folder, listen address, shared memory key, status.
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), socketDir: lines[4] || undefined }
  } catch {
    return undefined
  }
}

/**
 * Ends what a killed Lodge left: SIGKILL of Lodge leaves the whole database running, SIGKILL of the database leaves its
 * sessions for a moment. Answers once none is left. PostgreSQL recovers by itself at the next start.
 */
export const stopOrphan = async (cluster: string, onFound: (pid: number) => void = () => {}): Promise<void> => {
  const file = readPostmasterFile(cluster)
  const first = serversOn(cluster, file?.pid)[0]
  if (first !== undefined) onFound(first)
  for (const [signal, patience] of [
    ['SIGINT', 10_000], // "fast": ends the sessions, writes a checkpoint
    ['SIGQUIT', 5_000], // "immediate": recovery at the next start
    ['SIGKILL', 5_000],
  ] as const) {
    let left = serversOn(cluster, file?.pid)
    for (const pid of left) signalQuietly(pid, signal)
    for (let waited = 0; waited < patience && left.length > 0; waited += 25) {
      await sleep(25)
      left = serversOn(cluster, file?.pid)
    }
    if (left.length > 0) continue
    removeLocks(cluster, file)
    return
  }
  const [pid] = serversOn(cluster, file?.pid)
  throw new OperatorError(`An older database process (pid ${pid}) still runs on ${cluster}. End it, then start again.`)
}

/**
 * PostgreSQL's own locks name a pid and nothing else: it refuses to start where another program has that pid by now, or
 * where the process has ended and nobody has asked how (a zombie, as under a container's first process). On Linux we know
 * that none is left; elsewhere a pid that is nobody's is PostgreSQL's to judge.
 */
const removeLocks = (cluster: string, file: PostmasterFile | undefined): void => {
  if (process.platform !== 'linux' && !(file && identify(file.pid))) return
  for (const dir of [file?.socketDir, join(dirname(cluster), 'run')]) {
    if (dir) rmSync(join(dir, '.s.PGSQL.5432.lock'), { force: true })
  }
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

/**
 * The PostgreSQL processes of a cluster. Each works in the cluster's folder; so may an operator's shell, which is why the
 * program counts too. Elsewhere than on Linux only the first process can be told, by its command line.
 */
export const serversOn = (cluster: string, postmaster: number | undefined): number[] => {
  if (process.platform !== 'linux') return postmaster && commandLine(postmaster).includes(cluster) ? [postmaster] : []
  const folder = realpathSync(cluster)
  return readdirSync('/proc')
    .filter((entry) => /^[0-9]+$/.test(entry))
    .filter((pid) => {
      try {
        // " (deleted)" follows where a newer version was installed meanwhile.
        const program = basename(readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, ''))
        return program === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === folder
      } catch {
        return false
      }
    })
    .map(Number)
}

const commandLine = (pid: number): string => {
  try {
    const line = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return /postgres/.test(line) ? line : ''
  } catch {
    return ''
  }
}

const signalQuietly = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended meanwhile.
  }
}
