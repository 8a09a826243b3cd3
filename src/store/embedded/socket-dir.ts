import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

/** sockaddr_un.sun_path holds 108 bytes (104 on macOS) with the closing NUL; PostgreSQL appends `/.s.PGSQL.5432`. */
const LIMIT = 88
const PREFIX = 'lodge-socket-'

const fits = (dir: string): boolean => Buffer.byteLength(dir) <= LIMIT

/** Where the socket of a data folder's database is: in the folder, or, where that path is too long for a socket, in a private one. */
export const makeSocketDir = (dataDir: string): string => {
  const inside = join(dataDir, 'run')
  if (fits(inside)) {
    mkdirSync(inside, { recursive: true, mode: 0o700 })
    return inside
  }
  const pattern = join(tmpdir(), PREFIX)
  return mkdtempSync(fits(`${pattern}XXXXXX`) ? pattern : join('/tmp', PREFIX))
}

/** Removes a private one, also of a run that was killed. */
export const removeSocketDir = (dir: string): void => {
  if (basename(dir).startsWith(PREFIX)) rmSync(dir, { recursive: true, force: true })
}

/** As PostgreSQL's settings take it: a list of folders, in which a comma or a blank at an end would mean something. */
export const quoteSocketDir = (dir: string): string => `"${dir.replaceAll('"', '""')}"`
