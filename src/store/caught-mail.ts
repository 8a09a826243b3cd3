import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, readFile, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const FILE = /^[0-9a-f]{32}\.eml$/

export type CaughtMail = {
  /** Writes a mail under a random name, and answers that once it is durable. */
  write: (mail: Readable) => Promise<string>
  /** Undefined where there is no such file. */
  read: (file: string) => Promise<Buffer | undefined>
  remove: (file: string) => Promise<void>
}

/** Mail that there is no server for, in `<dataDir>/mail`. */
export const openCaughtMail = (dataDir: string): CaughtMail => {
  const folder = join(dataDir, 'mail')
  const pathOf = (file: string): string => {
    if (!FILE.test(file)) throw new Error('not the name of a caught mail')
    return join(folder, file)
  }
  return {
    write: async (mail) => {
      const file = `${randomBytes(16).toString('hex')}.eml`
      const path = pathOf(file)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await pipeline(mail, createWriteStream(`${path}.part`, { flags: 'wx', mode: 0o600, flush: true }))
      await rename(`${path}.part`, path)
      await sync(folder)
      return file
    },
    read: (file) => readFile(pathOf(file)).catch(unlessGone),
    remove: async (file) => {
      await unlink(pathOf(file)).catch(unlessGone)
    },
  }
}

/** A folder's entries are durable only once the folder itself is. */
const sync = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const unlessGone = (error: unknown): undefined => {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
}
