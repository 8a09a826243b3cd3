import { describe, expect, test } from 'vitest'
import { useLodge } from '../../support/lodge.ts'
import { haloOf } from './support.ts'

const lodge = useLodge()
const limited = useLodge({ rateLimits: { perCredential: 5, perAddress: 1_000 } })
const halo = haloOf(lodge)

const PATHS = ['tickets/create', 'users/identify', 'users/update', 'companies/identify', 'events', 'chat']
const TICKET = { email: 'ann@example.com', subject: 'Help' }

const ask = (method: 'POST' | 'OPTIONS', path: string, headers: Record<string, string>, payload?: object) =>
  lodge.app.inject({ method, url: `/api/sdk/${path}`, headers, ...(payload && { payload }) })

describe('Authentication', () => {
  test.each(PATHS)('401 Missing API key without an Authorization header: %s', async (path) => {
    const refused = await ask('POST', path, {}, {})
    expect([refused.statusCode, refused.json()]).toEqual([401, { error: 'Missing API key' }])
  })

  test.each(PATHS)('401 Invalid or revoked API key with another one: %s', async (path) => {
    for (const authorization of ['Bearer ab_live_wrong', 'Bearer x', 'Bearer', 'Basic eDp5', 'ab_live_wrong']) {
      const refused = await ask('POST', path, { authorization }, {})
      expect([authorization, refused.statusCode, refused.json()]).toEqual([
        authorization,
        401,
        { error: 'Invalid or revoked API key' },
      ])
    }
  })

  test('401 Invalid or revoked API key once the key is revoked', async () => {
    const desk = await halo.desk()
    const made = await lodge.call(desk.token, 'POST', '/v1/credentials', { kind: 'widget', name: 'Two' })
    expect(made.json.secret).toMatch(/^ab_live_/)
    expect((await halo.post({ key: made.json.secret }, 'tickets/create', TICKET)).status).toBe(201)
    await lodge.call(desk.token, 'DELETE', `/v1/credentials/${made.json.id}`)
    const refused = await halo.post({ key: made.json.secret }, 'tickets/create', TICKET)
    expect([refused.status, refused.json]).toEqual([401, { error: 'Invalid or revoked API key' }])
  })

  test('the desk is the key’s; a host of another desk is 403', async () => {
    const [desk, other] = [await halo.desk(), await halo.desk()]
    expect((await halo.post(desk, 'tickets/create', TICKET, { host: `${desk.slug}.localhost` })).status).toBe(201)
    const refused = await halo.post(desk, 'tickets/create', TICKET, { host: `${other.slug}.localhost` })
    expect([refused.status, Object.keys(refused.json)]).toEqual([403, ['error']])
    expect(await halo.count('ticket', other)).toBe(0)
  })

  test('429 with an error and Retry-After for a key that asks too often', async () => {
    const there = haloOf(limited)
    const desk = await there.desk()
    let last = await there.post(desk, 'tickets/create', TICKET)
    for (let n = 0; n < 10 && last.status === 201; n++) last = await there.post(desk, 'tickets/create', TICKET)
    expect([last.status, last.json]).toEqual([429, { error: expect.any(String) }])
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
    expect(last.headers['access-control-allow-origin']).toBe('*')
  })

  test('the key is public: nothing can be read or changed by it anywhere else', async () => {
    const desk = await halo.desk()
    const { user } = (await halo.post(desk, 'tickets/create', { ...TICKET, user_id: 'u1' })).json
    const elsewhere: [string, string, object?][] = [
      ['GET', '/v1/tickets'],
      ['POST', '/v1/tickets', { requester: { external_id: 'u1' }, subject: 'x' }],
      ['PUT', '/v1/contacts', { external_id: 'u1', name: 'Eve' }],
      ['PATCH', `/v1/contacts/${user.id}`, { name: 'Eve' }],
      ['POST', `/v1/contacts/${user.id}/identities`, { kind: 'email', value: 'eve@example.com' }],
    ]
    for (const [method, path, body] of elsewhere) {
      expect([method, path, (await lodge.call(desk.key, method, path, body)).status]).toEqual([method, path, 403])
    }
    expect((await halo.contact(desk, user.id)).name).toBe('')
  })
})

describe('CORS and allowed origins', () => {
  test.each([...PATHS, 'config'])('OPTIONS without a credential allows any origin to ask: %s', async (path) => {
    const headers = { origin: 'https://shop.example', 'access-control-request-method': 'POST' }
    const allowed = await ask('OPTIONS', path, headers)
    expect([allowed.statusCode, allowed.body]).toEqual([204, ''])
    expect(allowed.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': expect.stringContaining('POST'),
      'access-control-allow-headers': expect.stringMatching(/Authorization.*Content-Type/),
    })
  })

  test.each(PATHS)('every answer has Access-Control-Allow-Origin: *, refusals too: %s', async (path) => {
    const desk = await halo.desk()
    const answers = [await halo.post(desk, path, {}), await halo.post({ key: 'ab_live_wrong' }, path, {})]
    for (const { headers } of answers) expect(headers['access-control-allow-origin']).toBe('*')
    const keyless = await ask('POST', path, {}, {})
    expect(keyless.headers['access-control-allow-origin']).toBe('*')
  })

  test('no other part of the API has CORS', async () => {
    const desk = await halo.desk()
    const answer = await lodge.call(desk.token, 'GET', '/v1/desk', undefined, { origin: 'https://shop.example' })
    expect(answer.headers['access-control-allow-origin']).toBe(undefined)
  })

  test('where the desk names origins, a page of another one is 403; a server, which names none, is not', async () => {
    const desk = await halo.desk()
    const set = await lodge.call(desk.token, 'PATCH', '/v1/desk', { allowed_origins: ['https://Shop.example/'] })
    expect(set.json.allowed_origins).toEqual(['https://shop.example'])
    const from = async (origin?: string) =>
      (await halo.post(desk, 'tickets/create', TICKET, origin === undefined ? {} : { origin })).status
    expect(await from('https://shop.example')).toBe(201)
    expect(await from()).toBe(201)
    for (const origin of ['https://evil.example', 'http://shop.example', 'https://shop.example:8443', 'null']) {
      expect([origin, await from(origin)]).toEqual([origin, 403])
    }
    expect(await halo.count('ticket', desk)).toBe(2)
  })

  test('where the desk names none, any page may', async () => {
    const desk = await halo.desk()
    expect((await halo.post(desk, 'tickets/create', TICKET, { origin: 'https://any.example' })).status).toBe(201)
  })

  test.each(['shop.example', 'https://shop.example/path', 'ftp://shop.example', '*', ''])(
    '400 for an allowed origin that is none: %j',
    async (origin) => {
      const desk = await lodge.desk()
      const refused = await lodge.call(desk.token, 'PATCH', '/v1/desk', { allowed_origins: [origin] })
      expect([refused.status, refused.json.errors[0].code]).toEqual([400, 'invalid_origin'])
    },
  )
})

describe('/api/sdk/config and /api/sdk/chat', () => {
  test.each(['GET', 'POST'] as const)(
    'config answers %s without a key, by org_id: the desk’s id or slug',
    async (method) => {
      const desk = await halo.desk({ verifying: true })
      for (const orgId of [desk.id, desk.slug]) {
        const got = await lodge.app.inject({ method, url: `/api/sdk/config?org_id=${orgId}` })
        expect([got.statusCode, got.json()]).toEqual([
          200,
          { org_id: desk.id, name: 'Test desk', locale: 'en-US', identity_verification: true },
        ])
        expect(got.headers['access-control-allow-origin']).toBe('*')
      }
    },
  )

  test('config: 400 without org_id, 404 for one that is nobody’s', async () => {
    const missing = await lodge.app.inject('/api/sdk/config')
    expect([missing.statusCode, missing.json()]).toEqual([400, { error: 'org_id is required' }])
    const unknown = await lodge.app.inject('/api/sdk/config?org_id=nobody')
    expect([unknown.statusCode, unknown.json()]).toEqual([404, { error: 'Organization not found' }])
  })

  test('chat is 501 with an error that says what to use', async () => {
    const desk = await halo.desk()
    const answer = await halo.post(desk, 'chat', { message: 'Hello' })
    expect([answer.status, answer.json.error]).toEqual([501, expect.stringContaining('/api/sdk/tickets/create')])
  })
})
