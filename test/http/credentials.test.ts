import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { openOutbox } from '../../src/channels/mail/outbox.ts'
import { openOutbound } from '../../src/channels/outbound.ts'
import { openAuthenticator } from '../../src/core/credentials/authenticate.ts'
import { issueCredential } from '../../src/core/credentials/issue.ts'
import type { Scope } from '../../src/core/credentials/scopes.ts'
import { openLodge } from '../../src/core/open-lodge.ts'
import { buildServer } from '../../src/http/server.ts'
import { openStore } from '../../src/store/open.ts'
import { eventsOf } from '../support/events.ts'
import { MAIL_OPERATOR, quiet, type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'

const lodge = useLodge()

const create = (desk: TestDesk, body: object, headers = {}) =>
  lodge.call(desk.token, 'POST', '/v1/credentials', body, headers)
const addMember = (desk: TestDesk, email = 'ann@example.com') =>
  lodge.call(desk.token, 'POST', '/v1/members', { email, name: 'Ann', role: 'agent' })

const ALL = [
  'tickets:create',
  'tickets:read',
  'tickets:write',
  'notes:write',
  'contacts:read',
  'contacts:write',
  'attachments:write',
  'events:read',
  'settings:read',
]

describe('POST /v1/credentials', () => {
  test.each([
    ['token', /^hd_[\w-]{43}$/, [...ALL, 'settings:write', 'interventions:confirm', 'admin'], 201],
    ['widget', /^ab_live_[\w-]{43}$/, ['tickets:create', 'contacts:write'], 403],
    ['tickiti', /^\d+\|[\w-]{43}$/, [...ALL, 'settings:write'], 201],
  ])('201 a %s, its secret in this answer only, all scopes of its kind', async (kind, secret, scopes, status) => {
    const desk = await lodge.desk()
    const made = await create(desk, { kind, name: 'Website' })
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({
      kind,
      name: 'Website',
      scopes,
      hint: made.json.secret.slice(-4),
      department: null,
      member: null,
      expires_at: null,
      revoked_at: null,
    })
    expect(made.json.secret).toMatch(secret)
    // A widget's is public: it works at /api/sdk only (test/dialects/halo/access.test.ts).
    const ticket = { requester: { email: 'ann@example.com' }, subject: 'Hi' }
    expect((await lodge.call(made.json.secret, 'POST', '/v1/tickets', ticket)).status).toBe(status)

    const { secret: shown, ...credential } = made.json
    const listed = await lodge.call(desk.token, 'GET', '/v1/credentials')
    expect(listed.json.data[0]).toEqual(credential)
    expect(listed.text).not.toContain(shown)
    const events = await eventsOf(lodge, desk)
    expect(events[0]).toEqual({ type: 'credential.created', data: { credential } })
  })

  test('201 a pair: the key is the department, the user the member', async () => {
    const desk = await lodge.desk()
    const member = await addMember(desk)
    const departments = await lodge.call(desk.token, 'GET', '/v1/departments')
    const made = await create(desk, { kind: 'pair', name: 'Sync', department: 'support', member: 'ANN@example.com' })
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({
      apiKey: departments.json.data[0].guid,
      apiSecret: expect.stringMatching(/^[\w-]{43}$/),
      userName: 'ann@example.com',
      department: { name: 'Support' },
      member: { id: member.json.id },
      scopes: ALL,
    })
    expect(made.json.secret).toBeUndefined()
  })

  test('201 again under the same key, with no secret in the answer nor in the database', async () => {
    const desk = await lodge.desk()
    const first = await create(desk, { kind: 'token', name: 'Sync' }, { 'idempotency-key': 'k' })
    const again = await create(desk, { kind: 'token', name: 'Sync' }, { 'idempotency-key': 'k' })
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(again.json).toEqual({ ...first.json, secret: null })
    await addMember(desk)
    const pair = { kind: 'pair', name: 'Sync', department: 'Support', member: 'ann@example.com' }
    const made = await create(desk, pair, { 'idempotency-key': 'p' })
    const replayed = await create(desk, pair, { 'idempotency-key': 'p' })
    expect(replayed.json).toEqual({ ...made.json, apiSecret: null })
    expectProblem(
      await create(desk, { kind: 'token', name: 'X' }, { 'idempotency-key': 'k' }),
      409,
      'idempotency_key_conflict',
    )
    const kept = await lodge.store.pool.query(
      `select (select string_agg(i::text, '') from idempotency_key i where desk_id = $1)
         || (select string_agg(e::text, '') from event e where desk_id = $1)
         || (select string_agg(c::text, '') from credential c where desk_id = $1) as everything`,
      [desk.id],
    )
    expect(kept.rows[0].everything).toContain('Sync')
    expect(kept.rows[0].everything).not.toContain(first.json.secret)
    expect(kept.rows[0].everything).not.toContain(made.json.apiSecret)
  })

  test('a token acts within its scopes and until it expires', async () => {
    const desk = await lodge.desk()
    const expiresAt = new Date(Date.now() + 4_000)
    const made = await create(desk, {
      kind: 'token',
      name: 'Short',
      scopes: ['contacts:read', 'contacts:read'],
      expires_at: expiresAt.toISOString(),
    })
    expect(made.json).toMatchObject({ scopes: ['contacts:read'], expires_at: expiresAt.toISOString() })
    expect((await lodge.call(made.json.secret, 'GET', '/v1/contacts')).status).toBe(200)
    expectProblem(await lodge.call(made.json.secret, 'GET', '/v1/credentials'), 403, 'insufficient_scope')
    await sleep(expiresAt.getTime() - Date.now() + 20)
    // Remembered a moment ago, and yet: what is remembered ends with it.
    expectProblem(await lodge.call(made.json.secret, 'GET', '/v1/contacts'), 401, 'unauthenticated')
  })

  test.each([
    ['an unknown kind', { kind: 'key' }, 'invalid_body', 'kind'],
    ['no name', { name: undefined }, 'invalid_body', 'name'],
    ['an empty name', { name: '' }, 'invalid_body', 'name'],
    ['an unknown scope', { scopes: ['everything'] }, 'invalid_body', 'scopes.0'],
    ['no scope at all', { scopes: [] }, 'invalid_body', 'scopes'],
    ['a scope a widget never has', { kind: 'widget', scopes: ['tickets:read'] }, 'scope_not_of_kind', 'scopes'],
    ['a pair that administers', { kind: 'pair', scopes: ['admin'] }, 'scope_not_of_kind', 'scopes'],
    ['a pair of no department', { kind: 'pair', member: 'ann@example.com' }, 'required', 'department'],
    ['a pair of no member', { kind: 'pair', department: 'Support' }, 'required', 'member'],
    ['an unknown department', { department: 'Sales' }, 'department_not_found', 'department'],
    ['an unknown member', { member: 'eve@example.com' }, 'member_not_found', 'member'],
    ['an expiry in words', { expires_at: 'tomorrow' }, 'invalid_body', 'expires_at'],
    ['an expiry that is past', { expires_at: '2020-01-01T00:00:00Z' }, 'expired_already', 'expires_at'],
    ['an unknown field', { secret: 'mine' }, 'invalid_body', 'secret'],
  ])('400 %s', async (_, body, code, path) => {
    const desk = await lodge.desk()
    await addMember(desk)
    expectProblem(await create(desk, { kind: 'token', name: 'X', ...body }), 400, code, path)
    expect((await lodge.call(desk.token, 'GET', '/v1/credentials')).json.data).toHaveLength(1)
  })

  test("400 a foreign desk's department and member", async () => {
    const [desk, other] = [await lodge.desk(), await lodge.desk()]
    const member = await addMember(other)
    const department = (await lodge.call(other.token, 'GET', '/v1/departments')).json.data[0]
    const body = { kind: 'token', name: 'X' }
    expectProblem(await create(desk, { ...body, department: department.id }), 400, 'department_not_found')
    expectProblem(await create(desk, { ...body, member: member.json.id }), 400, 'member_not_found')
  })

  test('403 for all but admin; nobody hands out a scope they lack', async () => {
    const desk = await lodge.desk()
    const token = await lodge.token(desk, ALL as Scope[]) // the names of real scopes
    for (const [method, url] of [
      ['GET', '/v1/credentials'],
      ['POST', '/v1/credentials'],
      ['DELETE', '/v1/credentials/1'],
    ] as const) {
      const body = method === 'POST' ? { kind: 'token', name: 'X' } : undefined
      expectProblem(await lodge.call(token, method, url, body), 403, 'insufficient_scope')
    }
    const given = { kind: 'token', name: 'X', scopes: null, department: null, member: null, expiresAt: null } as const
    const scopes = new Set<Scope>(['contacts:read'])
    const issued = await lodge.store.db.transaction().execute((tx) => {
      const actor = {
        deskId: desk.id,
        credentialId: null,
        kind: 'token',
        name: 'X',
        scopes,
        memberId: null,
        departments: null,
      } as const
      return issueCredential({ tx, lodge: lodge.lodge, actor }, given)
    })
    expect(issued).toEqual({ ok: false, error: { code: 'scope_not_held', scope: 'tickets:create' } })
  })
})

describe('DELETE /v1/credentials/{id}', () => {
  test('200 revokes at once here and within a second on another node', async () => {
    const desk = await lodge.desk()
    const store = await openStore({
      databaseUrl: lodge.databaseUrl,
      dataDir: lodge.dataDir,
      command: 'test',
      log: quiet,
    })
    const app = await buildServer({
      lodge: openLodge(store, { dataDir: lodge.dataDir, log: quiet, intakeLimit: 10 }),
      authenticator: openAuthenticator(store),
      outbound: openOutbound({ allow: [] }),
      domain: 'localhost',
      outbox: openOutbox(MAIL_OPERATOR),
      attachmentLimit: 1024,
      mailLimit: 1024,
      rateLimits: false,
      logger: false,
      checkResponses: true,
    })
    try {
      const made = await create(desk, { kind: 'token', name: 'X' })
      const elsewhere = async () => {
        const headers = { authorization: `Bearer ${made.json.secret}` }
        return (await app.inject({ method: 'GET', url: '/v1/contacts', headers })).statusCode
      }
      expect(await elsewhere()).toBe(200)
      expect((await lodge.call(made.json.secret, 'GET', '/v1/contacts')).status).toBe(200)
      const revoked = await lodge.call(desk.token, 'DELETE', `/v1/credentials/${made.json.id}`)
      expect(revoked.status).toBe(200)
      expect(revoked.json.revoked_at).not.toBeNull()
      expectProblem(await lodge.call(made.json.secret, 'GET', '/v1/contacts'), 401, 'unauthenticated')
      await sleep(1_000)
      expect(await elsewhere()).toBe(401)
    } finally {
      await app.close()
      await store.close()
    }
  })

  test('no request gets through after the answer, however many are under way', async () => {
    const desk = await lodge.desk()
    const made = await create(desk, { kind: 'token', name: 'X' })
    let revoked = false
    const late: number[] = []
    const caller = async () => {
      while (!revoked || late.length < 20) {
        const sentAfter = revoked
        const { status } = await lodge.call(made.json.secret, 'GET', '/v1/departments')
        if (sentAfter) late.push(status)
      }
    }
    const callers = [caller(), caller(), caller(), caller()]
    await sleep(30)
    await lodge.call(desk.token, 'DELETE', `/v1/credentials/${made.json.id}`)
    revoked = true
    await Promise.all(callers)
    expect(new Set(late)).toEqual(new Set([401]))
  })

  test('200 a second time, with one event, and the row stays in the list', async () => {
    const desk = await lodge.desk()
    const made = await create(desk, { kind: 'widget', name: 'X' })
    const path = `/v1/credentials/${made.json.id}`
    const first = await lodge.call(desk.token, 'DELETE', path)
    const second = await lodge.call(desk.token, 'DELETE', path)
    expect(second).toMatchObject({ status: 200, json: first.json })
    const events = await eventsOf(lodge, desk)
    expect(events.map(({ type }) => type)).toEqual(['credential.created', 'credential.revoked'])
    expect(events[1]?.data).toEqual({ credential: first.json })
    expect((await lodge.call(desk.token, 'GET', '/v1/credentials')).json.data[0]).toEqual(first.json)
  })

  test("404 a foreign desk's, an unknown and a malformed id alike", async () => {
    const [desk, other] = [await lodge.desk(), await lodge.desk()]
    const theirs = await create(other, { kind: 'token', name: 'X' })
    for (const id of [theirs.json.id, '1', 'x']) {
      const answer = await lodge.call(desk.token, 'DELETE', `/v1/credentials/${id}`)
      expectProblem(answer, 404, 'credential_not_found')
    }
    expect((await lodge.call(theirs.json.secret, 'GET', '/v1/contacts')).status).toBe(200)
  })
})

test('200 lists the newest first, page by page', async () => {
  const desk = await lodge.desk()
  for (const name of ['A', 'B']) await create(desk, { kind: 'token', name })
  const first = await lodge.call(desk.token, 'GET', '/v1/credentials?limit=2')
  expect(first.json.data.map(({ name }: { name: string }) => name)).toEqual(['B', 'A'])
  const second = await lodge.call(desk.token, 'GET', `/v1/credentials?limit=2&cursor=${first.json.next_cursor}`)
  expect(second.json).toMatchObject({ data: [{ name: 'test' }], next_cursor: null })
})
