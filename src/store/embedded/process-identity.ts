import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Names one run of one process: a pid alone is given to another process sooner or later. */
export type ProcessIdentity = { pid: number; started: string }

/** When a process began, in whatever words the system has for it; undefined where no such process runs. */
const startOf = (pid: number): string | undefined => {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // proc(5): the name in parentheses may hold anything, so count from the last one; state is field 3, starttime 22.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return fields[0] === 'Z' ? undefined : fields[19]
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

export const identify = (pid: number): ProcessIdentity | undefined => {
  const started = startOf(pid)
  return started === undefined ? undefined : { pid, started }
}

/** Whether that very run still goes on; false for another process that was given its pid. */
export const isAlive = (identity: ProcessIdentity): boolean => startOf(identity.pid) === identity.started

/** Whether a process runs and its command line holds `text`. */
export const runsWith = (pid: number, text: string): boolean => {
  try {
    const command =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return command.includes(text)
  } catch {
    return false
  }
}

/** The processes that work in a folder, as PostgreSQL's do in their cluster's. Linux only; none elsewhere. */
export const processesIn = (dir: string): number[] => {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((entry) => /^[0-9]+$/.test(entry))
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === dir
      } catch {
        return false
      }
    })
    .map(Number)
}
