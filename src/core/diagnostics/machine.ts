import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { about, type Finding } from './finding.ts'

const GIB = 1024 ** 3
const DISK_WARN = GIB
/** PostgreSQL writes its log in files of 16 MiB: below a few of them it stops. */
const DISK_FAIL = 64 * 1024 ** 2
const NODE_PINNED = 24

export const checkNode = (version = process.versions.node): Finding => {
  const { ok, warn } = about('node')
  return Number.parseInt(version, 10) >= NODE_PINNED
    ? ok(version)
    : warn(`${version}; Lodge is made for Node ${NODE_PINNED}, which npm scripts and npx find by themselves`)
}

/** The folder that is there: itself, or the one it would be made in. */
const existing = (dir: string): string => (existsSync(dir) ? dir : existing(dirname(dir)))

export const checkDataFolder = (dataDir: string): Finding => {
  const { ok, warn, fail } = about('data folder')
  const dir = existing(dataDir)
  try {
    accessSync(dir, constants.W_OK | constants.X_OK)
  } catch {
    return fail(`${dir} cannot be written by this user: run as its owner, or set LODGE_DATA to another folder`)
  }
  if (dir !== dataDir) return ok(`${dataDir} is not there yet and can be made`)
  const { mode } = statSync(dir)
  return (mode & 0o066) === 0
    ? ok(dataDir)
    : warn(`${dataDir} is open to other users of this machine (mode ${(mode & 0o777).toString(8)}): chmod 700 it`)
}

export const checkDisk = (dataDir: string): Finding => {
  const { bavail, bsize } = statfsSync(existing(dataDir))
  return judgeDisk(bavail * bsize)
}

export const judgeDisk = (free: number): Finding => {
  const { ok, warn, fail } = about('disk')
  const says = `${(free / GIB).toFixed(1)} GiB free in the data folder`
  if (free < DISK_FAIL) return fail(`${says}: the database needs more to write at all`)
  return free < DISK_WARN ? warn(`${says}: make room, under 1 GiB it fills up soon`) : ok(says)
}
