import { createHash, randomBytes } from 'node:crypto'
import type { ReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Result } from '../core/result.ts'

/** What was written: under which key, how much, its digest, and its first bytes (to tell its type by). */
type Blob = { key: string; size: number; sha256: Buffer; head: Buffer }

type WriteBlobError =
  | { code: 'too_large' }
  /** The disk, or the quota on it, is full. */
  | { code: 'storage_full' }

/** Files under random names, in one folder beside the database. */
export type Blobs = {
  /**
   * Streams bytes into a new file, never holding more than one chunk, and answers once the file is durable. Where that
   * fails (too large, a full disk, a source that breaks off) nothing is left.
   */
  write: (source: AsyncIterable<Buffer>, maxBytes: number) => Promise<Result<Blob, WriteBlobError>>
  /** A stream of a file, or of its bytes `start` to `end` (both included); undefined where there is no such file. */
  read: (key: string, range?: { start: number; end: number }) => Promise<ReadStream | undefined>
  remove: (key: string) => Promise<void>
  /** Every key there is, a folder at a time; unfinished files too. */
  list: () => AsyncIterable<string[]>
  /** When a file was last written to; undefined where it is gone. */
  writtenAt: (key: string) => Promise<Date | undefined>
}

const HEAD_BYTES = 64 * 1024
const KEY = /^[0-9a-f]{32}(\.part)?$/
const FOLDER = /^[0-9a-f]{2}$/

/**
 * Opens the store of `<dataDir>/attachments`. A key is 128 random bits: neither the sender's name nor its content is in
 * the path, so nothing that is mailed in can choose where it lands or be guessed at.
 */
export const openBlobs = (dataDir: string): Blobs => {
  const root = join(dataDir, 'attachments')
  const pathOf = (key: string): string => {
    if (!KEY.test(key)) throw new Error('not a key of a stored file')
    return join(root, key.slice(0, 2), key)
  }
  return {
    write: async (source, maxBytes) => {
      const key = randomBytes(16).toString('hex')
      const path = pathOf(key)
      const unfinished = `${path}.part`
      const folder = dirname(path)
      let file: FileHandle | undefined
      const undo = async () => {
        await file?.close()
        // What cannot be removed now (a read-only disk, say) is left to the sweep: the first error is the one to tell.
        await Promise.allSettled([unlink(unfinished), unlink(path)])
      }
      try {
        file = await open(unfinished, 'wx', 0o600).catch(async (error: unknown) => {
          if (codeOf(error) !== 'ENOENT') throw error
          const made = await mkdir(folder, { recursive: true, mode: 0o700 })
          if (made !== undefined) await sync(dirname(made))
          return open(unfinished, 'wx', 0o600)
        })
        const copied = await copy(source, file, maxBytes)
        if (!copied) {
          await undo()
          return { ok: false, error: { code: 'too_large' } }
        }
        await file.sync()
        await file.close()
        file = undefined
        await rename(unfinished, path)
        await sync(folder)
        return { ok: true, value: { key, ...copied } }
      } catch (error) {
        await undo()
        if (isFull(error)) return { ok: false, error: { code: 'storage_full' } }
        throw error
      }
    },
    read: async (key, range) => {
      try {
        const file = await open(pathOf(key), 'r')
        return file.createReadStream(range)
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined
        throw error
      }
    },
    remove: async (key) => {
      await unlink(pathOf(key)).catch(unlessGone)
    },
    list: async function* () {
      for (const folder of (await readdir(root).catch(noneYet)).filter((name) => FOLDER.test(name))) {
        yield (await readdir(join(root, folder))).filter((name) => KEY.test(name))
      }
    },
    writtenAt: async (key) => (await stat(pathOf(key)).catch(unlessGone))?.mtime,
  }
}

/** Copies and digests; undefined where there is more than allowed. */
const copy = async (
  source: AsyncIterable<Buffer>,
  file: FileHandle,
  maxBytes: number,
): Promise<Omit<Blob, 'key'> | undefined> => {
  const digest = createHash('sha256')
  const head: Buffer[] = []
  let size = 0
  for await (const chunk of source) {
    if (size + chunk.length > maxBytes) return undefined
    if (size < HEAD_BYTES) head.push(chunk.subarray(0, HEAD_BYTES - size))
    size += chunk.length
    digest.update(chunk)
    await file.writeFile(chunk) // from where the last one ended
  }
  return { size, sha256: digest.digest(), head: Buffer.concat(head) }
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

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)
const isFull = (error: unknown): boolean => codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT'

const unlessGone = (error: unknown): undefined => {
  if (codeOf(error) !== 'ENOENT') throw error
}

const noneYet = (error: unknown): string[] => {
  if (codeOf(error) !== 'ENOENT') throw error
  return []
}
