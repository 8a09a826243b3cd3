import { rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { storedFiles } from '../support/uploads.ts'

const GIF = Buffer.concat([Buffer.from('GIF89a'), Buffer.from([1, 0, 1, 0, 0x80, 0, 0, 0])])

const lodge = useLodge()
let url: string
let desk: TestDesk
beforeAll(async () => {
  await lodge.app.listen({ port: 0, host: '127.0.0.1' })
  url = `http://127.0.0.1:${(lodge.app.server.address() as AddressInfo).port}` // a TCP socket has one
})
beforeEach(async () => {
  desk = await lodge.desk()
})

const upload = async (bytes: string | Buffer, name: string) => {
  const made = await fetch(`${url}/v1/attachments?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body: bytes as string, // fetch takes a Buffer as well
    headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'application/octet-stream' },
  })
  return (await made.json()) as { id: string; sha256: string }
}

const get = async (id: string, headers: Record<string, string> = {}, method = 'GET') => {
  const answer = await fetch(`${url}/v1/attachments/${id}`, {
    method,
    headers: { authorization: `Bearer ${desk.token}`, ...headers },
  })
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    bytes: Buffer.from(await answer.arrayBuffer()),
  }
}

test('200 sends the bytes with headers that let nothing run', async () => {
  const bytes = Buffer.concat([GIF, Buffer.alloc(300_000, 7)])
  const { id, sha256 } = await upload(bytes, 'dot.gif')
  const got = await get(id)
  expect(got.status).toBe(200)
  expect(got.bytes.equals(bytes)).toBe(true)
  expect(got.headers).toMatchObject({
    'content-type': 'image/gif',
    'content-length': String(bytes.length),
    'content-disposition': 'inline; filename="dot.gif"',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-cache',
    'accept-ranges': 'bytes',
    etag: `"${sha256}"`,
  })
})

test('200 shows plain pictures and text in place, and nothing else', async () => {
  const cases: [string, string | Buffer, string, string][] = [
    ['a.txt', 'hello', 'text/plain; charset=utf-8', 'inline'],
    ['a.html', GIF, 'image/gif', 'inline'],
    ['a.png', '<html><script>alert(1)</script>', 'text/html', 'attachment'],
    ['b.png', '<svg onload="alert(1)"/>', 'image/svg+xml', 'attachment'],
    ['c.svg', '<?xml version="1.0"?><svg onload="alert(1)"/>', 'image/svg+xml', 'attachment'],
    ['d.txt', '%PDF-1.7\n', 'application/pdf', 'attachment'],
    ['e.js', Buffer.from([0, 1, 2, 3]), 'application/octet-stream', 'attachment'],
  ]
  for (const [name, bytes, type, kind] of cases) {
    const got = await get((await upload(bytes, name)).id)
    expect([got.headers['content-type'], got.headers['content-disposition']]).toEqual([
      type,
      `${kind}; filename="${name}"`,
    ])
    expect(got.headers['x-content-type-options']).toBe('nosniff')
  }
})

test('a picture that is a script too stays a picture', async () => {
  const polyglot = Buffer.concat([GIF, Buffer.from('*/=1;alert(document.domain)//<script>alert(1)</script>')])
  const got = await get((await upload(polyglot, 'x.js')).id)
  expect(got.headers).toMatchObject({
    'content-type': 'image/gif',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
  })
})

test('names in every script survive, quotes and line breaks break nothing', async () => {
  const cases = [
    ['naïve €.txt', `inline; filename="na_ve _.txt"; filename*=UTF-8''na%C3%AFve%20%E2%82%AC.txt`],
    [
      '👩‍💻 (1).txt',
      `inline; filename="___ (1).txt"; filename*=UTF-8''%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB%20%281%29.txt`,
    ],
    ['a"b\r\nX-Evil: 1.txt', `inline; filename="a_bX-Evil: 1.txt"; filename*=UTF-8''a%22bX-Evil%3A%201.txt`],
  ] as const
  for (const [name, header] of cases) {
    const got = await get((await upload('x', name)).id)
    expect(got.headers['content-disposition']).toBe(header)
    expect(got.headers['x-evil']).toBeUndefined()
  }
})

test('206 sends the part that is asked for, 416 where there is none', async () => {
  const { id, sha256 } = await upload('0123456789', 'digits.txt')
  const cases = [
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=8-', 206, '89', 'bytes 8-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=5-99', 206, '56789', 'bytes 5-9/10'],
    ['bytes=0-1,4-5', 200, '0123456789', undefined],
    ['bytes=5-2', 200, '0123456789', undefined],
    ['lines=1-2', 200, '0123456789', undefined],
    ['bytes=x', 200, '0123456789', undefined],
  ] as const
  for (const [range, status, bytes, contentRange] of cases) {
    const got = await get(id, { range })
    expect([range, got.status, got.bytes.toString(), got.headers['content-range']]).toEqual([
      range,
      status,
      bytes,
      contentRange,
    ])
    expect(got.headers['content-length']).toBe(String(bytes.length))
  }
  for (const range of ['bytes=10-', 'bytes=-0']) {
    const got = await get(id, { range })
    expect([got.status, got.headers['content-range']]).toEqual([416, 'bytes */10'])
    expect(JSON.parse(got.bytes.toString()).code).toBe('range_not_satisfiable')
  }
  expect((await get(id, { range: 'bytes=0-3', 'if-range': `"${sha256}"` })).status).toBe(206)
  expect((await get(id, { range: 'bytes=0-3', 'if-range': '"another"' })).status).toBe(200)
})

test('304 where the client has it', async () => {
  const { id, sha256 } = await upload('hello', 'a.txt')
  for (const header of [`"${sha256}"`, `W/"${sha256}"`, `"other", "${sha256}"`, '*']) {
    const got = await get(id, { 'if-none-match': header })
    expect([got.status, got.bytes.length, got.headers.etag]).toEqual([304, 0, `"${sha256}"`])
  }
  expect((await get(id, { 'if-none-match': '"other"' })).status).toBe(200)
})

test('HEAD says the same as GET, without the bytes', async () => {
  const { id } = await upload('hello', 'a.txt')
  const got = await get(id, {}, 'HEAD')
  const whole = await get(id)
  expect(got.status).toBe(200)
  expect(got.bytes.length).toBe(0)
  const same = ['content-type', 'content-length', 'content-disposition', 'etag', 'content-security-policy'] as const
  for (const name of same) expect(got.headers[name]).toBe(whole.headers[name])
  expect((await get('1', {}, 'HEAD')).status).toBe(404)
})

test('404 for another desk’s, an unknown and a malformed id alike; 403 without the scope', async () => {
  const { id } = await upload('secret', 'a.txt')
  const other = await lodge.desk()
  for (const wrong of [id, '1', '9'.repeat(25), 'x', '..%2f..%2fetc%2fpasswd']) {
    const got = await get(wrong, { authorization: `Bearer ${other.token}` })
    expect([got.status, JSON.parse(got.bytes.toString()).code]).toEqual([404, 'attachment_not_found'])
  }
  const token = await lodge.token(desk, ['attachments:write'])
  expect((await get(id, { authorization: `Bearer ${token}` })).status).toBe(403)
  expect((await get(id, { authorization: '' })).status).toBe(401)
})

test('500 says that the file is gone where it was deleted behind our back', async () => {
  const { id } = await upload('hello', 'a.txt')
  for (const file of storedFiles(lodge)) await rm(join(lodge.dataDir, 'attachments', file))
  const got = await get(id)
  expect([got.status, JSON.parse(got.bytes.toString()).code]).toEqual([500, 'attachment_file_missing'])
  expect(got.headers['content-disposition']).toBeUndefined()
})

test('a ticket takes its uploads, each for one message only', async () => {
  const { id } = await upload('hello', 'a.txt')
  const body = { requester: { email: 'ann@example.com' }, subject: 'See file' }
  const made = await lodge.call(desk.token, 'POST', '/v1/tickets', { ...body, attachments: [id] })
  expect(made.status).toBe(201)
  expect(made.json.messages[0].attachments).toEqual([
    { id, name: 'a.txt', media_type: 'text/plain', size: 5, sha256: expect.any(String) },
  ])
  const { rows } = await lodge.store.pool.query('select ticket_id, message_id from attachment where id = $1', [id])
  expect(rows).toEqual([{ ticket_id: made.json.id, message_id: made.json.messages[0].id }])

  const other = await lodge.desk()
  const cases = [
    [desk.token, id],
    [other.token, (await upload('x', 'x')).id],
    [desk.token, '1'],
    [desk.token, 'not-an-id'],
  ] as const
  for (const [token, attachment] of cases) {
    const refused = await lodge.call(token, 'POST', '/v1/tickets', { ...body, attachments: [attachment] })
    expect([refused.status, refused.json.code]).toEqual([400, 'attachment_not_found'])
  }
})
