import { spawnSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** The file system of a data folder, which a test fills and frees. */
export type Disk = { fill: () => void; free: () => void }

/**
 * Runs a command with a small file system of its own on a folder, in a mount namespace, which ends with the process: as
 * root at once, as anybody else in a user namespace too. Undefined where the machine permits neither.
 */
export const onSmallDisk = (dir: string, megabytes: number): string[] | undefined => {
  const mount = ['sh', '-c', `mount -t tmpfs -o size=${megabytes}m,mode=700 tmpfs "$0" && exec "$@"`, dir]
  const ways = [
    ['unshare', '--mount', '--'],
    ['unshare', '--user', '--map-root-user', '--mount', '--'],
  ]
  return ways
    .map((way) => [...way, ...mount])
    .find(([command = '', ...args]) => spawnSync(command, [...args, 'true']).status === 0)
}

/** Fills a folder's file system to the last byte. */
export const ballast = (dir: string): Disk => {
  const path = join(dir, 'ballast')
  return {
    fill: () => {
      const file = openSync(path, 'w')
      for (let chunk = Buffer.alloc(1 << 20); chunk.length > 0; ) {
        try {
          writeSync(file, chunk)
        } catch {
          chunk = chunk.subarray(0, chunk.length >> 1)
        }
      }
      closeSync(file)
    },
    free: () => rmSync(path),
  }
}

/** A quota: no file of these processes, or of those they start, grows past a size. Needs no right but to one's own processes. */
export const quota = (pids: () => number[], bytes: number): Disk => {
  const limit = (value: string) => {
    for (const pid of pids()) spawnSync('prlimit', ['--pid', String(pid), `--fsize=${value}:`])
  }
  return { fill: () => limit(String(bytes)), free: () => limit('unlimited') }
}
