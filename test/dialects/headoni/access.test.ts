import { describe, expect, test } from 'vitest'
import { useLodge } from '../../support/lodge.ts'

const lodge = useLodge()

const BODY = { email: 'alice@example.com', subject: 'Login broken', body: 'Hello' }
const ask = (authorization: string | undefined, method: 'GET' | 'POST', url: string, host = 'localhost') =>
  lodge.app.inject({
    method,
    url,
    headers: { host, ...(authorization && { authorization }), 'content-type': 'application/json' },
    ...(method === 'POST' && { payload: BODY }),
  })

const ROUTES = [
  ['POST', '/api/v1/tickets'],
  ['GET', '/api/v1/tickets'],
  ['GET', '/api/v1/tickets/1'],
  ['GET', '/api/v1/departments'],
  ['GET', '/api/v1/ticket-types'],
] as const

describe('Authentication and errors', () => {
  test('Bearer hd_<secret>, and the prefix may be left out', async () => {
    const desk = await lodge.desk()
    expect(desk.token.startsWith('hd_')).toBe(true)
    for (const secret of [desk.token, desk.token.slice(3)]) {
      expect((await ask(`Bearer ${secret}`, 'POST', '/api/v1/tickets')).statusCode).toBe(201)
    }
  })

  test.each(ROUTES)('401 unauthenticated without a token or with a wrong one: %s %s', async (method, url) => {
    for (const authorization of [undefined, 'Bearer hd_wrong', 'Bearer 14|wrong', 'Basic x']) {
      const refused = await ask(authorization, method, url)
      expect([refused.statusCode, refused.json().error]).toEqual([401, 'unauthenticated'])
      expect(refused.headers['www-authenticate']).toMatch(/^Bearer/)
    }
  })

  test('401 unauthenticated at once after the token is revoked, and after it expired', async () => {
    const desk = await lodge.desk()
    const made = await lodge.call(desk.token, 'POST', '/v1/credentials', { kind: 'token', name: 'Two' })
    const expiring = await lodge.call(desk.token, 'POST', '/v1/credentials', {
      kind: 'token',
      name: 'Three',
      expires_at: new Date(Date.now() + 60_000).toISOString(),
    })
    const { secret, id } = made.json
    expect((await ask(`Bearer ${secret}`, 'GET', '/api/v1/tickets')).statusCode).toBe(200)
    await lodge.call(desk.token, 'DELETE', `/v1/credentials/${id}`)
    expect((await ask(`Bearer ${secret}`, 'GET', '/api/v1/tickets')).statusCode).toBe(401)
    await lodge.store.pool.query(`update credential set expires_at = now() - interval '1 second' where id = $1`, [
      expiring.json.id,
    ])
    expect((await ask(`Bearer ${expiring.json.secret}`, 'GET', '/api/v1/tickets')).statusCode).toBe(401)
  })

  test('403 insufficient_scope: tickets:create for POST, tickets:read for every GET', async () => {
    const desk = await lodge.desk()
    const reader = await lodge.token(desk, ['tickets:read'])
    const creator = await lodge.token(desk, ['tickets:create'])
    for (const [method, url] of ROUTES) {
      const [right, wrong] = method === 'POST' ? [creator, reader] : [reader, creator]
      expect((await ask(`Bearer ${right}`, method, url)).statusCode).not.toBe(403)
      const refused = await ask(`Bearer ${wrong}`, method, url)
      const scope = method === 'POST' ? 'tickets:create' : 'tickets:read'
      expect([refused.statusCode, refused.json()]).toEqual([
        403,
        { error: 'insufficient_scope', detail: `requires "${scope}"` },
      ])
    }
  })

  test('403 token_desk_mismatch on another desk’s host, 404 on a host of no desk, the token’s desk on none', async () => {
    const [desk, other] = [await lodge.desk(), await lodge.desk()]
    const to = async (host: string) => {
      const answer = await ask(`Bearer ${desk.token}`, 'GET', '/api/v1/tickets', host)
      return [answer.statusCode, answer.json().error]
    }
    expect(await to(`${desk.slug}.localhost`)).toEqual([200, undefined])
    expect(await to(`${other.slug}.localhost`)).toEqual([403, 'token_desk_mismatch'])
    expect(await to('nobody.localhost')).toEqual([404, 'desk_not_found'])
    expect(await to('127.0.0.1:4000')).toEqual([200, undefined])
    for (const [method, url] of ROUTES) {
      const answer = await ask(`Bearer ${desk.token}`, method, url, `${other.slug}.localhost`)
      expect([url, answer.statusCode, answer.json()]).toEqual([
        url,
        403,
        { error: 'token_desk_mismatch', detail: expect.any(String) },
      ])
    }
  })
})

describe('GET /llms.txt', () => {
  test('without a token, on a desk’s host: its public departments and types, defaults and an example filled in', async () => {
    const desk = await lodge.desk()
    await lodge.call(desk.token, 'POST', '/v1/departments', { name: 'Secret', is_public: false })
    await lodge.call(desk.token, 'POST', '/v1/ticket-types', { name: 'Inside job', is_internal: true })
    const got = await ask(undefined, 'GET', '/llms.txt', `${desk.slug}.localhost:4000`)
    expect(got.statusCode).toBe(200)
    expect(got.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(got.body).toContain(`Base: http://${desk.slug}.localhost:4000/api/v1`)
    expect(got.body).toMatch(/- \d+: Support \(default\)/)
    expect(got.body).toMatch(/"departmentId":"\d+"/)
    expect(got.body).not.toMatch(/Secret|Inside job/)
  })

  test('its example works when pasted', async () => {
    const desk = await lodge.desk()
    const { body } = await ask(undefined, 'GET', '/llms.txt', `${desk.slug}.localhost`)
    const example = /-d '(\{.*\})'/.exec(body)?.[1] ?? ''
    const made = await lodge.call(desk.token, 'POST', '/api/v1/tickets', JSON.parse(example))
    expect(made.status).toBe(201)
  })

  test('404 on a host of no desk', async () => {
    expect((await ask(undefined, 'GET', '/llms.txt', 'nobody.localhost')).statusCode).toBe(404)
  })
})
