import { createHash } from 'node:crypto'
import { mkdtempSync, type ReadStream, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Blobs, openBlobs } from './blobs.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'lodge-blobs-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const files = () =>
  readdirSync(join(dataDir, 'attachments'), { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('/'))

const readAll = async (stream: ReadStream | undefined) => (stream ? text(stream) : undefined)

const listed = async (blobs: Blobs) => {
  const keys: string[] = []
  for await (const folder of blobs.list()) keys.push(...folder)
  return keys
}

const bytes = async function* (...chunks: string[]) {
  for (const chunk of chunks) yield Buffer.from(chunk)
}

test('a file is written whole, digested, and read back, whole or in part', async () => {
  const blobs = openBlobs(dataDir)
  const written = await blobs.write(bytes('hello ', 'world'), 100)
  if (!written.ok) throw new Error(written.error.code)
  const { key, size, sha256, head } = written.value
  expect(size).toBe(11)
  expect(sha256).toEqual(createHash('sha256').update('hello world').digest())
  expect(head.toString()).toBe('hello world')
  const path = join(dataDir, 'attachments', key.slice(0, 2), key)
  expect(readFileSync(path, 'utf8')).toBe('hello world')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(await readAll(await blobs.read(key))).toBe('hello world')
  expect(await readAll(await blobs.read(key, { start: 4, end: 6 }))).toBe('o w')
})

test('one chunk is held at a time: the next is asked for when the last is on disk', async () => {
  const blobs = openBlobs(dataDir)
  const chunk = Buffer.alloc(64 * 1024, 1)
  const onDisk: number[] = []
  const source = async function* () {
    for (let sent = 0; sent < 20; sent += 1) {
      const [unfinished] = files()
      onDisk.push(statSync(join(dataDir, 'attachments', unfinished ?? '')).size / chunk.length)
      yield chunk
    }
  }
  expect((await blobs.write(source(), 1e9)).ok).toBe(true)
  expect(onDisk).toEqual(Array.from({ length: 20 }, (_, n) => n))
})

test('what is too large, breaks off or fills the disk leaves nothing', async () => {
  const blobs = openBlobs(dataDir)
  expect(await blobs.write(bytes('12345', '67890', '1'), 10)).toEqual({ ok: false, error: { code: 'too_large' } })
  const failing = (code: string) =>
    (async function* () {
      yield Buffer.from('some')
      throw Object.assign(new Error(code), { code })
    })()
  await expect(blobs.write(failing('ECONNRESET'), 10)).rejects.toThrow('ECONNRESET')
  // The same way that the file system's own ENOSPC takes.
  expect(await blobs.write(failing('ENOSPC'), 10)).toEqual({ ok: false, error: { code: 'storage_full' } })
  expect(files()).toEqual([])
})

test('files are listed with their age, removed twice without harm, and missed without an error', async () => {
  const blobs = openBlobs(dataDir)
  expect(await listed(blobs)).toEqual([])
  const written = await blobs.write(bytes('x'), 10)
  if (!written.ok) throw new Error(written.error.code)
  const { key } = written.value
  expect(await listed(blobs)).toEqual([key])
  expect(await blobs.writtenAt(key)).toBeInstanceOf(Date)
  await blobs.remove(key)
  await blobs.remove(key)
  expect(await blobs.read(key)).toBeUndefined()
  expect(await blobs.writtenAt(key)).toBeUndefined()
})

test('a key is ours or nothing: no path can be asked for', async () => {
  const blobs = openBlobs(dataDir)
  for (const key of ['../../etc/passwd', `${'a'.repeat(32)}/x`, '', 'AB'.repeat(16)]) {
    await expect(blobs.read(key)).rejects.toThrow('not a key')
    await expect(blobs.remove(key)).rejects.toThrow('not a key')
  }
})
