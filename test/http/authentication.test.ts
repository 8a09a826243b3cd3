import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createCredential } from '../../src/core/credentials/create.ts'
import { rowsOf } from '../support/intake.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { good } from '../support/refused.ts'

const lodge = useLodge()

const post = async (headers: Record<string, string>, payload: unknown = good) => {
  const answer = await lodge.app.inject({
    method: 'POST',
    url: '/v1/tickets',
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(payload),
  })
  return { status: answer.statusCode, code: answer.json().code, headers: answer.headers, text: answer.body }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

const tokenOf = async (desk: TestDesk, over: { expiresAt?: Date; memberId?: string }) => {
  const credential = {
    deskId: desk.id,
    kind: 'token' as const,
    name: 'test',
    scopes: ['admin' as const],
    departmentId: null,
  }
  return createCredential(lodge.store, { memberId: null, expiresAt: null, ...credential, ...over })
}

/** What is remembered of a credential is forgotten after a second. */
const aSecond = () => new Promise((done) => setTimeout(done, 1_010))

test('401 no token: a challenge, and how to send one', async () => {
  const answer = await post({})
  expect([answer.status, answer.code]).toEqual([401, 'unauthenticated'])
  expect(answer.headers['www-authenticate']).toBe('Bearer')
  expect(answer.headers['content-type']).toBe('application/problem+json')
  expect(answer.text).toContain('Authorization: Bearer <token>')
})

test('401 a malformed token', async () => {
  const desk = await lodge.desk()
  for (const authorization of [
    '',
    'Bearer',
    'Bearer ',
    desk.token,
    `Basic ${desk.token}`,
    `Token ${desk.token}`,
    `Bearer ${desk.token} x`,
    `Bearer ${desk.token},`,
    `Bearer  ${desk.token}`,
    `Bearer ${'x'.repeat(513)}`,
    `Bearer é`,
  ]) {
    const answer = await post({ authorization })
    expect([authorization, answer.status, answer.code]).toEqual([authorization, 401, 'unauthenticated'])
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/)
  }
})

test('401 an unknown token, one bit off, in another case, or cut short', async () => {
  const { token } = await lodge.desk()
  const swapped = token.replace(/[a-z]$|[A-Z]$|[0-9_-]$/, (last) => (last === 'a' ? 'b' : 'a'))
  for (const wrong of [
    `hd_${randomBytes(32).toString('base64url')}`,
    swapped,
    token.slice(0, -1),
    token.slice(3),
    `${token}0`,
  ]) {
    const answer = await post(bearer(wrong))
    expect([answer.status, answer.code]).toEqual([401, 'unauthenticated'])
    expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"')
  }
})

test('401 says the same of an unknown, an expired and a revoked token', async () => {
  const desk = await lodge.desk()
  const expired = await tokenOf(desk, { expiresAt: new Date(Date.now() - 1_000) })
  const revoked = await tokenOf(desk, {})
  const revoke = lodge.store.db.updateTable('credential').set({ revoked_at: new Date() })
  await revoke.where('desk_id', '=', desk.id).where('id', '=', revoked.id).execute()
  const answers = await Promise.all(
    [expired.secret, revoked.secret, 'hd_unknown'].map((secret) => post(bearer(secret))),
  )
  const said = answers.map(({ status, headers, text }) => [
    status,
    headers['www-authenticate'],
    JSON.parse(text).detail,
  ])
  expect(new Set(said.map(String)).size).toBe(1)
  expect(said[0]?.[0]).toBe(401)
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 0, event: 0 })
})

test('401 a token that worked, within a second of its revocation, expiry, or its member’s leaving', async () => {
  const desk = await lodge.desk()
  const memberId = lodge.store.nextId()
  const kim = { email: 'kim@example.com', name: 'Kim', role: 'agent' as const }
  await lodge.store.db
    .insertInto('member')
    .values({ desk_id: desk.id, id: memberId, ...kim })
    .execute()
  const [revoked, expired, left] = [await tokenOf(desk, {}), await tokenOf(desk, {}), await tokenOf(desk, { memberId })]
  const statuses = () =>
    Promise.all([revoked, expired, left].map(async ({ secret }) => (await post(bearer(secret))).status))
  expect(await statuses()).toEqual([201, 201, 201])
  const change = lodge.store.db.updateTable('credential').where('desk_id', '=', desk.id)
  await change.set({ revoked_at: new Date() }).where('id', '=', revoked.id).execute()
  await change.set({ expires_at: new Date() }).where('id', '=', expired.id).execute()
  await lodge.store.db.updateTable('member').set({ disabled_at: new Date() }).where('id', '=', memberId).execute()
  await aSecond()
  expect(await statuses()).toEqual([401, 401, 401])
})

test('201 any spelling of the scheme', async () => {
  const { token } = await lodge.desk()
  for (const scheme of ['Bearer', 'bearer', 'BEARER'])
    expect((await post({ authorization: `${scheme} ${token}` })).status).toBe(201)
})

test('403 a token without the scope, told which it needs', async () => {
  const desk = await lodge.desk()
  const token = await lodge.token(desk, ['tickets:read', 'tickets:write', 'contacts:write', 'settings:read'])
  const answer = await post(bearer(token))
  expect([answer.status, answer.code]).toEqual([403, 'insufficient_scope'])
  expect(answer.text).toContain('tickets:create')
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 0, event: 0 })
})

test('201 by the desk’s own host, the domain, an address, any case and port', async () => {
  const desk = await lodge.desk()
  for (const host of [
    `${desk.slug}.localhost`,
    `${desk.slug.toUpperCase()}.LOCALHOST:4000`,
    `${desk.slug}.localhost.`,
    'localhost',
    'localhost:4000',
    '127.0.0.1',
    '[::1]:4000',
    'help.example.com',
  ])
    expect([host, (await post({ ...bearer(desk.token), host })).status]).toEqual([host, 201])
})

test('403 at the host of another desk, 404 at the host of none', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  const at = async (host: string) => {
    const answer = await post({ ...bearer(desk.token), host })
    return [answer.status, answer.code]
  }
  expect(await at(`${other.slug}.localhost`)).toEqual([403, 'token_desk_mismatch'])
  expect(await at('nobody.localhost')).toEqual([404, 'desk_not_found'])
  expect(await at(`x.${desk.slug}.localhost:4000`)).toEqual([404, 'desk_not_found'])
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 0, event: 0 })
})

test('who you are is asked before the body is read', async () => {
  const answer = await lodge.app.inject({
    method: 'POST',
    url: '/v1/tickets',
    headers: { 'content-type': 'text/plain' },
    payload: 'not json',
  })
  expect(answer.statusCode).toBe(401)
})
