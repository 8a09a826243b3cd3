import { readFileSync } from 'node:fs'
import { sum } from './statistics.ts'

/** Linux counts a process's time in hundredths of a second, whatever its own clock's rate (proc(5), sysconf(_SC_CLK_TCK)). */
const TICKS_PER_SECOND = 100

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** The CPU time that processes have used so far, in seconds, with that of their children which have ended. */
export const cpuSeconds = (pids: readonly number[]): number =>
  sum(
    pids.map((pid) => {
      const stat = read(`/proc/${pid}/stat`)
      // utime, stime, cutime and cstime are fields 14 to 17; the second, in parentheses, may hold blanks.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return sum(fields.slice(11, 15).map(Number)) / TICKS_PER_SECOND
    }),
  )

/** The memory of processes in MB (10^6 bytes), each shared page counted once between those that share it (PSS). */
export const pssMegabytes = (pids: readonly number[]): number =>
  sum(pids.map((pid) => Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1024)) / 1e6

/** Looks each second how much memory processes have. `grown`: the last quarter's most less the second's, as the first warms up. */
export const watchMemory = (pids: readonly number[]): { stop: () => { grown: number; peak: number } } => {
  const seen: number[] = []
  const sampler = setInterval(() => seen.push(pssMegabytes(pids)), 1_000)
  const highest = (from: number, to: number) => Math.max(0, ...seen.slice(from, to))
  return {
    stop: () => {
      clearInterval(sampler)
      const quarter = Math.floor(seen.length / 4)
      const grown = quarter === 0 ? 0 : highest(3 * quarter, seen.length) - highest(quarter, 2 * quarter)
      return { grown, peak: highest(0, seen.length) }
    },
  }
}
