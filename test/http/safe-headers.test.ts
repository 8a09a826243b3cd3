import { beforeAll, expect, test } from 'vitest'
import { useLodge } from '../support/lodge.ts'

const lodge = useLodge()
let token: string
beforeAll(async () => {
  token = (await lodge.desk()).token
})

const ticket = { requester: { email: 'ann@example.com' }, subject: 'x' }

test('every answer has the safe headers: 201, 400, 401, 404, malformed addresses and bodies', async () => {
  const answers = [
    await lodge.call(token, 'POST', '/v1/tickets', ticket),
    await lodge.call(token, 'POST', '/v1/tickets', {}),
    await lodge.call(token, 'POST', '/v1/tickets', '{'),
    await lodge.call('wrong', 'POST', '/v1/tickets', ticket),
    await lodge.call(token, 'GET', '/nowhere'),
    await lodge.call(token, 'GET', '/%zz'),
    await lodge.call(token, 'POST', '/v1/tickets', '<a/>', { 'content-type': 'text/xml' }),
  ]
  expect(answers.map((answer) => answer.status)).toEqual([201, 400, 400, 401, 404, 400, 415])
  for (const { headers } of answers) {
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-request-id': expect.stringMatching(/^[\w-]{36}$/),
    })
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  }
})

test('no page of another origin is let in', async () => {
  const asked = await lodge.app.inject({
    method: 'OPTIONS',
    url: '/v1/tickets',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  })
  expect(asked.statusCode).toBe(404)
  const made = await lodge.call(token, 'POST', '/v1/tickets', ticket, { origin: 'https://evil.example' })
  for (const headers of [asked.headers, made.headers]) {
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  }
})

test('HSTS is sent behind TLS only', async () => {
  const made = await lodge.call(token, 'POST', '/v1/tickets', ticket, { 'x-forwarded-proto': 'https' })
  expect(made.headers['strict-transport-security']).toBe('max-age=31536000')
})

test('the request id is the caller’s where it is sane, and in the problem', async () => {
  const sane = await lodge.call(token, 'GET', '/nowhere', undefined, { 'x-request-id': 'abc_DEF-123' })
  expect([sane.headers['x-request-id'], sane.json.request_id]).toEqual(['abc_DEF-123', 'abc_DEF-123'])
  for (const id of ['', 'a b', 'x'.repeat(65), '<script>', 'a\u00e9']) {
    const made = await lodge.call(token, 'GET', '/nowhere', undefined, { 'x-request-id': id })
    expect(made.headers['x-request-id']).toMatch(/^[\w-]{36}$/)
    expect(made.json.request_id).toBe(made.headers['x-request-id'])
  }
})
