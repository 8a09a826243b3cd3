import type { AddressInfo } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { rowsOf } from '../support/intake.ts'
import { type TestLodge, useLodge } from '../support/lodge.ts'
import { good } from '../support/refused.ts'

/** Behind a proxy that is trusted, so that each test has addresses of its own. */
const trusting = useLodge({ rateLimits: { perCredential: 5, perAddress: 40 }, trustProxy: ['127.0.0.1'] })
const direct = useLodge({ rateLimits: { perCredential: 1000, perAddress: 3 } })
const unlimited = useLodge()

beforeAll(async () => {
  for (const lodge of [trusting, direct, unlimited]) await lodge.app.listen({ host: '127.0.0.1', port: 0 })
})

let last = 0
const newAddress = () => `203.0.113.${++last}`

const send = async (lodge: TestLodge, path: string, headers: Record<string, string>, body?: object) => {
  const { port } = lodge.app.server.address() as AddressInfo // it listens on a port, not a pipe
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const json = (await answer.json()) as { code?: string; detail?: string } // every answer here is JSON
  return { status: answer.status, code: json.code, detail: json.detail, headers: answer.headers }
}

const create = (token: string, address: string, lodge = trusting) =>
  send(lodge, '/v1/tickets', { authorization: `Bearer ${token}`, 'x-forwarded-for': address }, good)

const limitsOf = ({ headers }: { headers: Headers }) =>
  ['ratelimit-limit', 'ratelimit-remaining'].map((name) => Number(headers.get(name)))

test('429 a credential over its limit, whichever address it comes from; another is not held up', async () => {
  const desk = await trusting.desk()
  const answers = []
  for (let n = 0; n < 5; n++) answers.push(await create(desk.token, newAddress()))
  expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201, 201])
  expect(answers.map(limitsOf)).toEqual([
    [5, 4],
    [5, 3],
    [5, 2],
    [5, 1],
    [5, 0],
  ])
  const refused = await create(desk.token, newAddress())
  expect([refused.status, refused.code]).toEqual([429, 'rate_limited'])
  expect(refused.detail).toBe('This credential may make 5 requests a minute.')
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  expect(limitsOf(refused)).toEqual([5, 0])
  for (const name of ['retry-after', 'ratelimit-reset']) {
    expect(Number(refused.headers.get(name))).toBeGreaterThan(0)
    expect(Number(refused.headers.get(name))).toBeLessThanOrEqual(60)
  }
  const other = await trusting.token(desk, ['tickets:create'])
  expect((await create(other, newAddress())).status).toBe(201)
  expect(await rowsOf(trusting, desk)).toMatchObject({ ticket: 6 })
})

test('429 as many as are too many, also of those that come at once with a token that was not seen before', async () => {
  const desk = await trusting.desk()
  const ask = () => trusting.call(desk.token, 'POST', '/v1/tickets', good, { 'x-forwarded-for': newAddress() })
  const answers = await Promise.all(Array.from({ length: 8 }, ask))
  const statuses = answers.map(({ status }) => status).toSorted()
  expect(statuses).toEqual([201, 201, 201, 201, 201, 429, 429, 429])
})

test('429 an address over its limit, whatever it asks for; another is not held up', async () => {
  const address = newAddress()
  const get = (path: string, from = address) => send(trusting, path, { 'x-forwarded-for': from })
  const first = await get('/openapi.json')
  expect([first.status, ...limitsOf(first)]).toEqual([200, 40, 39])
  for (let n = 1; n < 40; n++) expect((await get(n % 2 ? '/nothing' : '/openapi.json')).status).not.toBe(429)
  for (const path of ['/openapi.json', '/nothing', '/v1/tickets']) {
    const refused = await get(path)
    expect([refused.status, refused.code, ...limitsOf(refused)]).toEqual([429, 'rate_limited', 40, 0])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  }
  expect((await get('/openapi.json', newAddress())).status).toBe(200)
})

test('401 twenty times, then 429: an address that guesses is stopped before its token is looked up', async () => {
  const desk = await trusting.desk()
  const address = newAddress()
  expect((await create(desk.token, address)).status).toBe(201)
  for (let n = 0; n < 20; n++) expect((await create(`hd_guess${n}`, address)).status).toBe(401)
  const refused = await create('hd_guess', address)
  expect([refused.status, refused.code]).toEqual([429, 'rate_limited'])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  // Nor is a right token told from a wrong one there ...
  const untried = await trusting.token(desk, ['tickets:create'])
  expect((await create(untried, address)).status).toBe(429)
  // ... but for one that has worked: who shares an address with a guesser goes on working.
  expect((await create(desk.token, address)).status).toBe(201)
  expect((await create(untried, newAddress())).status).toBe(201)
})

test('a missing token is no guess', async () => {
  const address = newAddress()
  const statuses = []
  for (let n = 0; n < 25; n++)
    statuses.push((await send(trusting, '/v1/tickets', { 'x-forwarded-for': address }, good)).status)
  expect(new Set(statuses)).toEqual(new Set([401]))
})

test('X-Forwarded-For is believed only of a proxy that is trusted', async () => {
  const get = (address: string) => send(direct, '/openapi.json', { 'x-forwarded-for': address })
  for (let n = 0; n < 3; n++) expect((await get(newAddress())).status).toBe(200)
  expect((await get(newAddress())).status).toBe(429)
})

test('a trusted proxy’s X-Forwarded-Host names the desk', async () => {
  const [desk, other] = [await trusting.desk(), await trusting.desk()]
  const at = (slug: string) =>
    send(
      trusting,
      '/v1/tickets',
      {
        authorization: `Bearer ${desk.token}`,
        'x-forwarded-for': newAddress(),
        'x-forwarded-host': `${slug}.localhost`,
      },
      good,
    )
  expect((await at(desk.slug)).status).toBe(201)
  expect((await at(other.slug)).code).toBe('token_desk_mismatch')
})

test('without limits there are none, and no word of them', async () => {
  const desk = await unlimited.desk()
  for (let n = 0; n < 30; n++) expect((await create(`hd_guess${n}`, '127.0.0.1', unlimited)).status).toBe(401)
  const answer = await create(desk.token, '127.0.0.1', unlimited)
  expect(answer.status).toBe(201)
  expect([...answer.headers.keys()].filter((name) => name.startsWith('ratelimit'))).toEqual([])
})
