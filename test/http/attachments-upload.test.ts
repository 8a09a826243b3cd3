import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { until } from '../support/feed.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { eventually, rawRequest, storedFiles, streamOf } from '../support/uploads.ts'

const MIB = 1024 * 1024
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

type Body = FormData | ReadableStream<Uint8Array> | Buffer
type Bytes = string | Buffer<ArrayBuffer>

const lodge = useLodge()
let port: number
let url: string
let desk: TestDesk
beforeAll(async () => {
  await lodge.app.listen({ port: 0, host: '127.0.0.1' })
  port = (lodge.app.server.address() as AddressInfo).port // a TCP socket has one
  url = `http://127.0.0.1:${port}/v1/attachments`
})
beforeEach(async () => {
  desk = await lodge.desk()
})

const post = async (body: Body, headers: Record<string, string> = {}, query = '') => {
  const answer = await fetch(`${url}${query}`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${desk.token}`, ...headers },
    duplex: 'half',
  } as RequestInit)
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asserts
  return { status: answer.status, headers: answer.headers, json: (await answer.json()) as any }
}

const form = (...files: { name: string; bytes: Bytes; part?: string; type?: string }[]) => {
  const data = new FormData()
  for (const { name, bytes, part = 'file', type = 'application/octet-stream' } of files) {
    data.append(part, new Blob([bytes], { type }), name)
  }
  return data
}

const uploadsOf = async () => {
  const { rows } = await lodge.store.pool.query('select storage_key from attachment where desk_id = $1', [desk.id])
  return rows.length
}

test('201 stores the bytes of a form under a random name that only the owner reads', async () => {
  const before = new Set(storedFiles(lodge))
  const made = await post(form({ name: 'note.txt', bytes: 'hello' }))
  expect(made.status).toBe(201)
  expect(made.headers.get('location')).toBe(`/v1/attachments/${made.json.id}`)
  expect(made.json).toEqual({
    id: expect.stringMatching(/^\d+$/),
    name: 'note.txt',
    media_type: 'text/plain',
    size: 5,
    sha256: createHash('sha256').update('hello').digest('hex'),
    created_at: expect.any(String),
  })
  const added = storedFiles(lodge).filter((name) => !before.has(name))
  expect(added).toEqual([expect.stringMatching(/^([0-9a-f]{2})\/\1[0-9a-f]{30}$/)])
  expect(statSync(join(lodge.dataDir, 'attachments', added[0] ?? '')).mode & 0o777).toBe(0o600)
  expect(statSync(join(lodge.dataDir, 'attachments')).mode & 0o777).toBe(0o700)
})

test('201 takes raw bytes of any type, JSON and none too', async () => {
  for (const type of ['application/json', 'text/plain; charset=utf-16', 'application/x-nonsense', 'image/svg+xml']) {
    const made = await post(Buffer.from('{"a":1}'), { 'content-type': type }, '?name=data.json')
    expect(made.json).toMatchObject({ name: 'data.json', media_type: 'text/plain', size: 7 })
  }
  const { socket, answer } = rawRequest(port, [
    'POST /v1/attachments HTTP/1.1',
    'Host: localhost',
    `Authorization: Bearer ${desk.token}`,
    'Content-Length: 5',
    'Connection: close',
  ])
  socket.write('hello')
  expect(await answer).toMatch(/^HTTP\/1\.1 201 /)
})

test('201 reads the name from Content-Disposition, in every notation', async () => {
  const cases = [
    [`attachment; filename*=UTF-8''na%C3%AFve%20%E2%82%AC.txt`, 'naïve €.txt'],
    [`attachment; filename="plain.txt"; filename*=utf-8'en'better.txt`, 'better.txt'],
    [`attachment; filename*=iso-8859-1''%A3.txt`, '£.txt'],
    [`attachment; filename="a \\"quoted\\" one.txt"`, 'a "quoted" one.txt'],
    ['attachment; filename=token.txt', 'token.txt'],
    [Buffer.from('attachment; filename="日本語.txt"').toString('latin1'), '日本語.txt'],
    [`attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd`, 'passwd'],
  ] as const
  for (const [header, name] of cases) {
    const made = await post(Buffer.from('x'), { 'content-disposition': header })
    expect(made.json.name).toBe(name)
  }
})

test('201 cleans names: no path, no control character, no turned direction, at most 255 characters', async () => {
  const cases = [
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ann\\invoice.pdf', 'invoice.pdf'],
    ['..', 'attachment'],
    ['.htaccess', 'htaccess'],
    ['a\u0007b\r\nc\u0085d.txt', 'abcd.txt'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['\u2066x\u2069.txt', 'x.txt'],
    ['日本語 файл 👩‍💻.png', '日本語 файл 👩‍💻.png'],
    [`${'é'.repeat(300)}.tar.gz`, `${'é'.repeat(252)}.gz`],
  ] as const
  for (const [given, name] of cases) {
    const made = await post(Buffer.from('x'), {}, `?name=${encodeURIComponent(given)}`)
    expect(made.json.name).toBe(name)
  }
  const made = await post(form({ name: '../../日本語/naïve 👩‍💻.txt', bytes: 'x' }))
  expect(made.json.name).toBe('naïve 👩‍💻.txt')
  expect(storedFiles(lodge).join()).not.toMatch(/passwd|naïve/)
})

test('201 tells the type by the bytes, never by the name or what the sender says', async () => {
  const cases: [string, Bytes, string, string][] = [
    ['picture.html', PNG, 'text/html', 'image/png'],
    ['page.png', '<!DOCTYPE html><script>alert(1)</script>', 'image/png', 'text/html'],
    ['drawing.png', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'image/png', 'image/svg+xml'],
    ['evil.gif', 'GIF89a/*<script>alert(1)</script>*/=1', 'image/gif', 'text/plain'],
  ]
  for (const [name, bytes, type, expected] of cases) {
    const made = await post(form({ name, bytes, type }))
    expect([name, made.json.media_type]).toEqual([name, expected])
  }
})

test('201 takes 24.9 MiB, 413 refuses 25 MiB and one byte, and nothing of it stays', async () => {
  const size = Math.floor(24.9 * MIB)
  const made = await post(streamOf(size))
  expect(made.status).toBe(201)
  const digest = createHash('sha256').update(Buffer.alloc(size, 0x61)).digest('hex')
  expect(made.json).toMatchObject({ size, sha256: digest })
  expect((await post(streamOf(25 * MIB))).status).toBe(201)

  const before = storedFiles(lodge)
  for (const body of [streamOf(25 * MIB + 1), form({ name: 'big', bytes: Buffer.alloc(25 * MIB + 1) })]) {
    const refused = await post(body)
    expect(refused.status).toBe(413)
    expect(refused.json.code).toBe('attachment_too_large')
  }
  expect(storedFiles(lodge)).toEqual(before)
  expect(await uploadsOf()).toBe(2)
})

test('413 comes before the bytes where the length says it all', async () => {
  const before = storedFiles(lodge)
  const { socket, answer } = rawRequest(port, [
    'POST /v1/attachments HTTP/1.1',
    'Host: localhost',
    `Authorization: Bearer ${desk.token}`,
    `Content-Length: ${10 * 1024 * MIB}`,
  ])
  socket.on('error', () => {})
  const pump = () => {
    while (!socket.destroyed && socket.write(Buffer.alloc(MIB)));
  }
  socket.on('drain', pump)
  pump()
  expect(await answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*connection: close[\s\S]*attachment_too_large/i)
  expect(storedFiles(lodge)).toEqual(before)
})

test('an upload that breaks off leaves nothing, raw or as a form', async () => {
  const before = storedFiles(lodge)
  const boundary = 'xxBOUNDARYxx'
  const part = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n`
  const cases = [
    { head: [`Content-Length: ${20 * MIB}`], first: '' },
    { head: ['Transfer-Encoding: chunked'], first: `${(8 * MIB).toString(16)}\r\n` },
    { head: [`Content-Length: ${20 * MIB}`, `Content-Type: multipart/form-data; boundary=${boundary}`], first: part },
  ]
  for (const { head, first } of cases) {
    const { socket, answer } = rawRequest(port, [
      'POST /v1/attachments HTTP/1.1',
      'Host: localhost',
      `Authorization: Bearer ${desk.token}`,
      ...head,
    ])
    socket.write(first)
    socket.write(Buffer.alloc(3 * MIB, 0x61))
    expect(await eventually(() => storedFiles(lodge).length > before.length)).toBe(true)
    socket.destroy()
    await answer
    expect(await eventually(() => storedFiles(lodge).length === before.length)).toBe(true)
  }
  expect(await uploadsOf()).toBe(0)
})

test('400 a form without a file, with two, with another field, cut off, and an empty file', async () => {
  const before = storedFiles(lodge)
  const twice = form({ name: 'a', bytes: 'a' }, { name: 'b', bytes: 'b' })
  const other = form({ name: 'a', bytes: 'a' })
  other.append('comment', 'hi')
  const text = new FormData()
  text.append('file', 'not a file')
  const cases: [Body, string][] = [
    [new FormData(), 'required'],
    [twice, 'too_many'],
    [other, 'unknown_field'],
    [text, 'wrong_type'],
    [form({ name: 'a', bytes: 'a', part: 'upload' }), 'unknown_field'],
    [form({ name: 'a', bytes: '' }), 'empty_file'],
  ]
  for (const [body, code] of cases) {
    const refused = await post(body)
    expect([refused.status, refused.json.code]).toEqual([400, code])
  }
  expect((await post(Buffer.alloc(0))).json.code).toBe('empty_file')
  const cut = await post(
    Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\nhello'),
    { 'content-type': 'multipart/form-data; boundary=b' },
  )
  expect([cut.status, cut.json.code]).toEqual([400, 'invalid_multipart'])
  const none = await post(Buffer.from('x'), { 'content-type': 'multipart/form-data' })
  expect([none.status, none.json.code]).toEqual([400, 'invalid_multipart'])
  expect(storedFiles(lodge)).toEqual(before)
  expect(await uploadsOf()).toBe(0)
})

test('403 without the scope, before a byte is stored', async () => {
  const before = storedFiles(lodge)
  const token = await lodge.token(desk, ['tickets:create'])
  const refused = await post(streamOf(MIB), { authorization: `Bearer ${token}` })
  expect(refused.json.code).toBe('insufficient_scope')
  expect(storedFiles(lodge)).toEqual(before)
})

test('a repeated key answers the first upload and keeps one file, also when both come at once', async () => {
  const before = storedFiles(lodge).length
  const send = (bytes: string, name = 'a.txt') =>
    post(Buffer.from(bytes), { 'idempotency-key': 'same' }, `?name=${name}`)
  const [one, two] = await Promise.all([send('hello'), send('hello')])
  const three = await send('hello')
  expect([one.status, two.status, three.status]).toEqual([201, 201, 201])
  expect(two.json).toEqual(one.json)
  expect(three.json).toEqual(one.json)
  expect(three.headers.get('idempotency-replayed')).toBe('true')
  // The second one's own file goes once its answer is out.
  await until(async () => storedFiles(lodge).length === before + 1)
  expect(await uploadsOf()).toBe(1)

  expect((await send('other bytes')).json.code).toBe('idempotency_key_conflict')
  expect((await send('hello', 'b.txt')).json.code).toBe('idempotency_key_conflict')
  expect((await post(Buffer.from('x'), { 'idempotency-key': 'k'.repeat(256) })).json.code).toBe(
    'invalid_idempotency_key',
  )
  expect(storedFiles(lodge).length).toBe(before + 1)
})

test('memory does not grow with the file: eight at once, 190 MiB in all', async () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  // What is still referred to, not what waits to be collected.
  const held = () => {
    collect()
    return process.memoryUsage().arrayBuffers
  }
  const start = held()
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, held() - start)
    // Seldom: it goes through all that this process's other tests have left.
  }, 1_000)
  const chunk = Buffer.alloc(64 * 1024) // the one buffer that this side holds
  const send = async () => {
    const { socket, answer } = rawRequest(port, [
      'POST /v1/attachments HTTP/1.1',
      'Host: localhost',
      `Authorization: Bearer ${desk.token}`,
      `Content-Length: ${380 * chunk.length}`,
      'Connection: close',
    ])
    for (let sent = 0; sent < 380; sent += 1) if (!socket.write(chunk)) await once(socket, 'drain')
    return (await answer).slice(0, 12)
  }
  const made = await Promise.all(Array.from({ length: 8 }, send))
  clearInterval(watch)
  expect(made).toEqual(Array(8).fill('HTTP/1.1 201'))
  // A third of what was sent: both sides' sockets are this process's.
  expect(most).toBeLessThan(64 * MIB)
})

test('507 where the disk is full, and nothing stays', async () => {
  const before = storedFiles(lodge)
  const { write } = lodge.lodge.blobs
  // The store's own answer to a full disk is tested beside it; this is what the client gets to see.
  lodge.lodge.blobs.write = async () => ({ ok: false, error: { code: 'storage_full' } })
  const refused = await post(Buffer.from('x'))
  lodge.lodge.blobs.write = write
  expect([refused.status, refused.json.code]).toEqual([507, 'storage_full'])
  expect(storedFiles(lodge)).toEqual(before)
})
