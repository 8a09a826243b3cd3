import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Names one run of one process: a pid alone is given to another process sooner or later. */
export type ProcessIdentity = { pid: number; started: string }

/** When a process began, in whatever words the system has for it; undefined where no such process runs. */
const startOf = (pid: number): string | undefined => {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // proc(5): the name in parentheses may hold anything, so count from the last one; state is field 3, starttime 22.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return fields[0] === 'Z' ? undefined : `${bootId()}${fields[19]}`
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

/** starttime counts from the boot: a service that starts with the machine may well get the same pid at the same tick. */
const bootId = (): string => {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} `
  } catch {
    return ''
  }
}

export const identify = (pid: number): ProcessIdentity | undefined => {
  const started = startOf(pid)
  return started === undefined ? undefined : { pid, started }
}

/** Whether that very run still goes on; false for another process that was given its pid. */
export const isAlive = (identity: ProcessIdentity): boolean => startOf(identity.pid) === identity.started
