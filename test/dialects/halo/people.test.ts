import { describe, expect, test } from 'vitest'
import { useLodge } from '../../support/lodge.ts'
import { haloOf, inSeconds, sign } from './support.ts'

const lodge = useLodge()
const halo = haloOf(lodge)

describe('POST /api/sdk/users/identify', () => {
  test('200 with success and the user; traits name and email are the contact’s, all others its traits', async () => {
    const desk = await halo.desk()
    const traits = {
      name: 'Ann',
      email: 'Ann@example.com',
      plan: 'pro',
      mrr: 99.5,
      signed_up_at: '2026-01-01',
      custom: [1],
    }
    const made = await halo.post(desk, 'users/identify', { user_id: 'u1', traits })
    const user = { id: expect.stringMatching(/^\d+$/), external_id: 'u1', email: 'ann@example.com', created: true }
    expect([made.status, made.json]).toEqual([200, { success: true, user }])
    expect(await halo.contact(desk, made.json.user.id)).toMatchObject({
      external_id: 'u1',
      email: 'ann@example.com',
      name: 'Ann',
      traits: { plan: 'pro', mrr: 99.5, signed_up_at: '2026-01-01', custom: [1] },
    })
  })

  test('traits merge, the new ones win; context is the trait `context`', async () => {
    const desk = await halo.desk()
    await halo.post(desk, 'users/identify', { user_id: 'u1', traits: { plan: 'free', seats: 3 } })
    const context = { cart: { value: 3, description: 'items in the cart' } }
    const again = await halo.post(desk, 'users/identify', { user_id: 'u1', traits: { plan: 'pro' }, context })
    expect(again.json.user).toMatchObject({ created: false })
    expect((await halo.contact(desk, again.json.user.id)).traits).toEqual({ plan: 'pro', seats: 3, context })
  })

  test('each call bumps last_seen', async () => {
    const desk = await halo.desk()
    const first = await halo.post(desk, 'users/identify', { user_id: 'u1' })
    await lodge.store.pool.query(`update contact set last_seen_at = '2020-01-01' where desk_id = $1`, [desk.id])
    await halo.post(desk, 'users/identify', { user_id: 'u1' })
    expect((await halo.contact(desk, first.json.user.id)).last_seen_at > '2026').toBe(true)
  })

  test('a later ticket of that user has the contact', async () => {
    const desk = await halo.desk()
    const known = await halo.post(desk, 'users/identify', { user_id: 'u1', traits: { name: 'Ann' } })
    const made = await halo.post(desk, 'tickets/create', { user_id: 'u1', subject: 'Help' })
    expect(made.json.user.id).toBe(known.json.user.id)
    expect((await halo.read(desk, made.json.ticket.id)).requester.name).toBe('Ann')
  })

  test('session_id links what the session did before', async () => {
    const desk = await halo.desk()
    await halo.post(desk, 'events', { session_id: 's1', events: [{ event_type: 'click' }] })
    await halo.post(desk, 'events', { session_id: 's2', events: [{ event_type: 'other' }] })
    const { user } = (await halo.post(desk, 'users/identify', { user_id: 'u1', session_id: 's1' })).json
    const did = await lodge.call(desk.token, 'GET', `/v1/contacts/${user.id}/activity`)
    expect(did.json.data.map(({ type }: { type: string }) => type)).toEqual(['click'])
  })

  test('what a token says is trusted: email, name, role, plan and company_id', async () => {
    const desk = await halo.desk({ verifying: true })
    const claims = {
      user_id: 'u1',
      email: 'ann@example.com',
      name: 'Ann',
      role: 'admin',
      plan: 'pro',
      company_id: 'c1',
    }
    const made = await halo.post(desk, 'users/identify', { user_id: 'u1', user_token: sign(claims, desk.secret) })
    expect(await halo.contact(desk, made.json.user.id)).toMatchObject({
      email: 'ann@example.com',
      name: 'Ann',
      company: { external_id: 'c1' },
      traits: { role: 'admin', plan: 'pro' },
    })
  })

  test.each([
    'id',
    'external_id',
    'org_id',
    'company_id',
    'created_at',
    'updated_at',
    'first_seen',
    'last_seen',
    'last_contacted_at',
  ])('400 for the managed field %s, in the body and in traits', async (field) => {
    const desk = await halo.desk()
    for (const more of [{ [field]: 'x' }, { traits: { [field]: 'x' } }]) {
      const refused = await halo.post(desk, 'users/identify', { user_id: 'u1', ...more })
      expect([refused.status, refused.json]).toEqual([400, { error: `${field} cannot be set` }])
    }
    expect(await halo.count('contact', desk)).toBe(0)
  })

  test.each([
    ['without user_id', { user_id: undefined }, 'user_id is required'],
    ['with an empty user_id', { user_id: '' }, 'user_id is required'],
    ['with a number for user_id', { user_id: 7 }, 'user_id must be a string'],
    ['with 256 characters of user_id', { user_id: 'x'.repeat(256) }, 'user_id must be at most 255 characters'],
    ['with a list of traits', { traits: [] }, 'traits must be a JSON object'],
    ['with a text for context', { context: 'x' }, 'context must be a JSON object'],
    ['with a number for the name', { traits: { name: 7 } }, 'traits.name must be a string'],
    ['with no address for the email', { traits: { email: 'ann' } }, 'traits.email must be an email address'],
  ])('400 with the error that says what is allowed: %s', async (_with, wrong, error) => {
    const desk = await halo.desk()
    const refused = await halo.post(desk, 'users/identify', { user_id: 'u1', ...wrong })
    expect([refused.status, refused.json]).toEqual([400, { error }])
  })

  test('traits and context are at most 20,000 bytes together', async () => {
    const desk = await halo.desk()
    // Two times {"a":"…"}, é being two bytes.
    const given = (length: number) => ({
      user_id: 'u1',
      traits: { a: 'é'.repeat(4_996) },
      context: { a: 'x'.repeat(length) },
    })
    // Kept, the context has a name: 11 bytes more of what is known of the user.
    expect((await halo.post(desk, 'users/identify', given(9_980))).status).toBe(200)
    const refused = await halo.post(desk, 'users/identify', given(9_993))
    expect([refused.status, refused.json]).toEqual([
      400,
      { error: 'traits and context must be at most 20000 bytes together' },
    ])
  })
})

describe('POST /api/sdk/users/update', () => {
  const orgToken = (secret: string, more: object = {}) =>
    sign({ scope: 'users.update', exp: inSeconds(3_000), ...more }, secret)
  const users = (length: number) =>
    Array.from({ length }, (_, n) => ({ user_id: `u${n}`, traits: { email: `u${n}@example.com`, plan: 'pro' } }))

  test('1,000 users in one call: made, and then changed', async () => {
    const desk = await halo.desk({ verifying: true })
    const body = { user_token: orgToken(desk.secret), users: users(1_000) }
    const made = await halo.post(desk, 'users/update', body)
    expect([made.status, made.json]).toEqual([200, { success: true, created: 1_000, updated: 0 }])
    const changed = await halo.post(desk, 'users/update', body)
    expect(changed.json).toEqual({ success: true, created: 0, updated: 1_000 })
    expect(await halo.count('contact', desk)).toBe(1_000)
    const found = await lodge.call(desk.token, 'GET', '/v1/contacts?external_id=u999')
    expect(found.json.data).toMatchObject([{ email: 'u999@example.com', traits: { plan: 'pro' } }])
  })

  test('one user as the body itself', async () => {
    const desk = await halo.desk({ verifying: true })
    const body = { user_token: orgToken(desk.secret), user_id: 'u1', traits: { name: 'Ann' } }
    expect((await halo.post(desk, 'users/update', body)).json).toEqual({ success: true, created: 1, updated: 0 })
  })

  test('each has its event; last_seen is not touched', async () => {
    const desk = await halo.desk({ verifying: true })
    const seen = await halo.post(desk, 'users/identify', {
      user_id: 'u0',
      user_token: sign({ user_id: 'u0' }, desk.secret),
    })
    const before = await halo.contact(desk, seen.json.user.id)
    await halo.post(desk, 'users/update', { user_token: orgToken(desk.secret), users: users(2) })
    const after = await halo.contact(desk, seen.json.user.id)
    expect([after.last_seen_at, after.traits]).toEqual([before.last_seen_at, { plan: 'pro' }])
    expect((await halo.lastEvent(desk, 'contact.updated')).data.contact).toMatchObject({ external_id: 'u0' })
    expect((await halo.lastEvent(desk, 'contact.created')).data.contact).toMatchObject({
      external_id: 'u1',
      last_seen_at: null,
    })
  })

  test('by the rules of identify: external id, else address; one named twice is one', async () => {
    const desk = await halo.desk({ verifying: true })
    const { user } = (await halo.post(desk, 'tickets/create', { email: 'ann@example.com', subject: 'x' })).json
    const list = [
      { user_id: 'u1', traits: { email: 'ann@example.com', name: 'Ann' } },
      { user_id: 'u1', traits: { plan: 'pro' } },
      { user_id: 'u2', traits: { email: 'bob@example.com' } },
      { user_id: 'u3', traits: { email: 'bob@example.com' } },
    ]
    const done = await halo.post(desk, 'users/update', { user_token: orgToken(desk.secret), users: list })
    expect(done.json).toEqual({ success: true, created: 1, updated: 1 })
    expect(await halo.contact(desk, user.id)).toMatchObject({
      external_id: 'u1',
      name: 'Ann',
      traits: { plan: 'pro' },
    })
  })

  test.each<[string, (secret: string) => unknown]>([
    ['no token', () => undefined],
    ['a token of another scope', (secret) => orgToken(secret, { scope: 'users.read' })],
    ['a user’s token', (secret) => orgToken(secret, { user_id: 'u1' })],
    ['a token without exp', (secret) => sign({ scope: 'users.update' }, secret)],
    ['a token that is over', (secret) => orgToken(secret, { exp: inSeconds(-1) })],
    ['a token for more than an hour', (secret) => orgToken(secret, { exp: inSeconds(3_700) })],
    ['a token by another secret', () => orgToken('ha_secret_another')],
  ])('403 with %s, and nothing is written', async (_what, token) => {
    const desk = await halo.desk({ verifying: true })
    const refused = await halo.post(desk, 'users/update', { user_token: token(desk.secret), users: users(1) })
    expect([refused.status, refused.json]).toEqual([403, { error: 'Identity verification failed' }])
    expect(await halo.count('contact', desk)).toBe(0)
  })

  test('403 on a desk that has no secret yet', async () => {
    const desk = await halo.desk()
    expect((await halo.post(desk, 'users/update', { user_token: orgToken('x'), users: users(1) })).status).toBe(403)
  })

  test('400 for 1,001 users, for none, and for one that is wrong: all or nothing', async () => {
    const desk = await halo.desk({ verifying: true })
    const update = async (list: unknown) =>
      (await halo.post(desk, 'users/update', { user_token: orgToken(desk.secret), users: list })).json
    expect(await update(users(1_001))).toEqual({ error: 'users must have at most 1000 items' })
    expect(await update([])).toEqual({ error: 'users must have at least 1 item' })
    expect(await update([...users(2), { traits: {} }])).toEqual({ error: 'users.2.user_id is required' })
    expect(await update([...users(2), { user_id: 'x', org_id: '1' }])).toEqual({
      error: 'users.2.org_id cannot be set',
    })
    expect(await update([...users(2), { user_id: 'x', traits: { name: 7 } }])).toEqual({
      error: 'users.2.traits.name must be a string',
    })
    expect(await update([...users(2), 'x'])).toEqual({ error: 'users.2 must be a JSON object' })
    expect(await halo.count('contact', desk)).toBe(0)
  })
})

describe('POST /api/sdk/companies/identify', () => {
  test('200 makes the company; name and domain are its own, all others its traits', async () => {
    const desk = await halo.desk()
    const traits = { name: 'Acme', domain: 'Acme.example', industry: 'anvils', employee_count: 9, mrr: 10 }
    const made = await halo.post(desk, 'companies/identify', { company_id: 'c1', traits })
    expect([made.status, made.json]).toEqual([
      200,
      { success: true, company: { id: expect.stringMatching(/^\d+$/), company_id: 'c1', created: true } },
    ])
    const company = await lodge.call(desk.token, 'GET', `/v1/companies/${made.json.company.id}`)
    expect(company.json).toMatchObject({
      external_id: 'c1',
      name: 'Acme',
      domain: 'acme.example',
      traits: { industry: 'anvils', employee_count: 9, mrr: 10 },
    })
    expect((await halo.lastEvent(desk, 'company.created')).data.company).toEqual(company.json)
  })

  test('a second call merges traits, the new ones win', async () => {
    const desk = await halo.desk()
    await halo.post(desk, 'companies/identify', { company_id: 'c1', traits: { name: 'Acme', plan: 'free', seats: 3 } })
    const again = await halo.post(desk, 'companies/identify', { company_id: 'c1', traits: { plan: 'pro' } })
    expect(again.json.company.created).toBe(false)
    const { company } = (await halo.lastEvent(desk, 'company.updated')).data
    expect(company).toMatchObject({ name: 'Acme', traits: { plan: 'pro', seats: 3 } })
  })

  test('user_id links the user', async () => {
    const desk = await halo.desk()
    const made = await halo.post(desk, 'companies/identify', { company_id: 'c1', user_id: 'u1' })
    expect(made.json.user).toMatchObject({ external_id: 'u1', created: true })
    expect(await halo.contact(desk, made.json.user.id)).toMatchObject({ company: { external_id: 'c1' } })
  })

  test.each([
    'id',
    'external_id',
    'org_id',
    'created_at',
    'updated_at',
    'health_score',
    'team_size',
    'last_contacted_at',
  ])('400 for the managed field %s, in the body and in traits', async (field) => {
    const desk = await halo.desk()
    for (const more of [{ [field]: 'x' }, { traits: { [field]: 'x' } }]) {
      const refused = await halo.post(desk, 'companies/identify', { company_id: 'c1', ...more })
      expect([refused.status, refused.json]).toEqual([400, { error: `${field} cannot be set` }])
    }
    expect(await halo.count('company', desk)).toBe(0)
  })

  test('400 without company_id', async () => {
    const desk = await halo.desk()
    const refused = await halo.post(desk, 'companies/identify', { user_id: 'u1' })
    expect([refused.status, refused.json]).toEqual([400, { error: 'company_id is required' }])
  })

  test('traits and context are at most 50,000 bytes together', async () => {
    const desk = await halo.desk()
    const identify = (length: number) =>
      halo.post(desk, 'companies/identify', { company_id: 'c1', traits: { a: 'é'.repeat(length) } })
    // {"a":"…"} and {} are 10 bytes around.
    expect((await identify(24_995)).status).toBe(200)
    const refused = await identify(24_996)
    expect([refused.status, refused.json]).toEqual([
      400,
      { error: 'traits and context must be at most 50000 bytes together' },
    ])
  })
})
