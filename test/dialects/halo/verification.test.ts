import { describe, expect, test } from 'vitest'
import { useLodge } from '../../support/lodge.ts'
import { type HaloDesk, haloOf, inSeconds, sign } from './support.ts'

const lodge = useLodge()
const halo = haloOf(lodge)

const create = (desk: { key: string }, body: object) => halo.post(desk, 'tickets/create', { subject: 'Help', ...body })
const tokenFor = (desk: HaloDesk, userId: string, more: object = {}) =>
  sign({ user_id: userId, exp: inSeconds(300), ...more }, desk.secret)
const FAILED = { error: 'Identity verification failed' }

describe('Identity verification', () => {
  test('a user_id with a token about that user is taken, and the ticket is verified', async () => {
    const desk = await halo.desk({ verifying: true })
    const made = await create(desk, { user_id: 'u1', user_token: tokenFor(desk, 'u1') })
    expect(made.status).toBe(201)
    expect(await halo.read(desk, made.json.ticket.id)).toMatchObject({
      requester: { external_id: 'u1' },
      requester_verified: true,
    })
  })

  test('`sub` is as good as the claim user_id, which goes before it', async () => {
    const desk = await halo.desk({ verifying: true })
    const bySub = sign({ sub: 'u1' }, desk.secret)
    expect((await create(desk, { user_id: 'u1', user_token: bySub })).status).toBe(201)
    const byBoth = sign({ sub: 'u1', user_id: 'u2' }, desk.secret)
    expect((await create(desk, { user_id: 'u1', user_token: byBoth })).status).toBe(403)
  })

  test.each<[string, (desk: HaloDesk) => unknown]>([
    ['no token', () => undefined],
    ['an empty token', () => ''],
    ['a token about somebody else', (desk) => tokenFor(desk, 'u2')],
    ['a token about nobody', (desk) => sign({ exp: inSeconds(300) }, desk.secret)],
    ['a token that is over', (desk) => tokenFor(desk, 'u1', { exp: inSeconds(-1) })],
    ['a token that is over now', (desk) => tokenFor(desk, 'u1', { exp: inSeconds(0) })],
    ['a token whose exp is a text', (desk) => tokenFor(desk, 'u1', { exp: '2999-01-01' })],
    ['a token that is not yet in force', (desk) => tokenFor(desk, 'u1', { nbf: inSeconds(300) })],
    ['a token by another secret', () => sign({ user_id: 'u1' }, 'ha_secret_another')],
    ['a token by an empty secret', () => sign({ user_id: 'u1' }, '')],
    ['a token of the algorithm none', (desk) => `${tokenFor(desk, 'u1').split('.').slice(0, 2).join('.')}.`],
    ['a token that says its algorithm is none', (desk) => sign({ user_id: 'u1' }, desk.secret, { alg: 'none' })],
    ['a token that says RS256', (desk) => sign({ user_id: 'u1' }, desk.secret, { alg: 'RS256' })],
    [
      'a token with something critical',
      (desk) => sign({ user_id: 'u1' }, desk.secret, { alg: 'HS256', crit: ['b64'] }),
    ],
    ['a token whose claims are a list', (desk) => sign(['u1'], desk.secret)],
    ['a token with one more part', (desk) => `${tokenFor(desk, 'u1')}.x`],
    [
      'a token that was changed',
      (desk) => tokenFor(desk, 'u1').replace(/\.(.)/, (_, first) => `.${first === 'e' ? 'f' : 'e'}`),
    ],
    ['what is no token', () => 'x.y.z'],
  ])('403 Identity verification failed with %s, and nothing is written', async (_what, token) => {
    const desk = await halo.desk({ verifying: true })
    const refused = await create(desk, { user_id: 'u1', email: 'ann@example.com', user_token: token(desk) })
    expect([refused.status, refused.json]).toEqual([403, FAILED])
    expect([await halo.count('ticket', desk), await halo.count('contact', desk)]).toEqual([0, 0])
  })

  test.each([
    ['users/identify', { user_id: 'u1', traits: { plan: 'pro' } }],
    ['companies/identify', { company_id: 'c1', user_id: 'u1' }],
    ['events', { user_id: 'u1', events: [{ event_type: 'click' }] }],
  ])('403 on %s too', async (path, body) => {
    const desk = await halo.desk({ verifying: true })
    const refused = await halo.post(desk, path, body)
    expect([refused.status, refused.json]).toEqual([403, FAILED])
    expect([await halo.count('contact', desk), await halo.count('company', desk)]).toEqual([0, 0])
    expect((await halo.post(desk, path, { ...body, user_token: tokenFor(desk, 'u1') })).status).toBe(200)
  })

  test('what else a token says is trusted: email and name where the body has none', async () => {
    const desk = await halo.desk({ verifying: true })
    const user_token = tokenFor(desk, 'u1', { email: 'Ann@example.com', name: 'Ann', role: 'admin' })
    const made = await create(desk, { user_id: 'u1', user_token })
    expect(await halo.contact(desk, made.json.user.id)).toMatchObject({ email: 'ann@example.com', name: 'Ann' })
  })

  test('email alone stays possible, and is unverified on the ticket and in its event', async () => {
    const desk = await halo.desk({ verifying: true })
    const made = await create(desk, { email: 'ann@example.com' })
    expect(made.status).toBe(201)
    expect(await halo.read(desk, made.json.ticket.id)).toMatchObject({
      requester: { external_id: null, email: 'ann@example.com' },
      requester_verified: false,
    })
    expect((await halo.lastEvent(desk, 'ticket.created')).data.ticket.requester_verified).toBe(false)
  })

  test('email alone never yields a contact that has an external_id: it is filed under that address apart', async () => {
    const desk = await halo.desk({ verifying: true })
    const known = await create(desk, { user_id: 'u1', email: 'ann@example.com', user_token: tokenFor(desk, 'u1') })
    const stranger = await create(desk, { email: 'ann@example.com', name: 'Eve' })
    const again = await create(desk, { email: 'ANN@example.com' })
    expect(stranger.json.user.id).not.toBe(known.json.user.id)
    expect(again.json.user).toMatchObject({ id: stranger.json.user.id, created: false })
    const ticket = await halo.read(desk, stranger.json.ticket.id)
    expect(ticket).toMatchObject({
      requester: { external_id: null, email: 'ann@example.com', name: 'Eve' },
      requester_verified: false,
    })
    const contact = await halo.contact(desk, stranger.json.user.id)
    expect(contact.identities).toEqual([{ kind: 'unverified_email', value: 'ann@example.com' }])
    expect((await halo.contact(desk, known.json.user.id)).name).toBe('')
  })

  test('email alone yields a contact that has no external_id, as without verification', async () => {
    const desk = await halo.desk({ verifying: true })
    const first = await create(desk, { email: 'ann@example.com' })
    expect((await create(desk, { email: 'ann@example.com' })).json.user.id).toBe(first.json.user.id)
  })

  test('a proven user who names another user’s address becomes nobody else', async () => {
    const desk = await halo.desk({ verifying: true })
    const known = await create(desk, { user_id: 'u1', email: 'ann@example.com', user_token: tokenFor(desk, 'u1') })
    for (const path of ['tickets/create', 'users/identify']) {
      const user = `eve-${path}`
      const body = { user_id: user, email: 'ann@example.com', traits: { email: 'ann@example.com' }, subject: 'x' }
      const made = await halo.post(desk, path, { ...body, user_token: tokenFor(desk, user) })
      expect(made.json.user.id).not.toBe(known.json.user.id)
      expect((await halo.contact(desk, made.json.user.id)).email).toBe(null)
    }
    const vouched = tokenFor(desk, 'u9', { email: 'ann@example.com' })
    const made = await create(desk, { user_id: 'u9', email: 'ann@example.com', user_token: vouched })
    expect(made.json.user.id).toBe(known.json.user.id)
  })

  test('once a person merged the two, the next unverified ticket is kept apart again', async () => {
    const desk = await halo.desk({ verifying: true })
    const known = await create(desk, { user_id: 'u1', email: 'ann@example.com', user_token: tokenFor(desk, 'u1') })
    const stranger = await create(desk, { email: 'ann@example.com' })
    await lodge.call(desk.token, 'POST', `/v1/contacts/${stranger.json.user.id}/merge`, { into: known.json.user.id })
    const next = await create(desk, { email: 'ann@example.com' })
    expect(next.json.user).toMatchObject({ created: true })
    expect(next.json.user.id).not.toBe(known.json.user.id)
  })

  test('a contact that was unverified and got an external_id is not reached by the address alone', async () => {
    const desk = await halo.desk({ verifying: true })
    await create(desk, { user_id: 'u1', email: 'ann@example.com', user_token: tokenFor(desk, 'u1') })
    const stranger = await create(desk, { email: 'ann@example.com' })
    await lodge.call(desk.token, 'POST', `/v1/contacts/${stranger.json.user.id}/identities`, {
      kind: 'external_id',
      value: 'u2',
    })
    expect((await create(desk, { email: 'ann@example.com' })).json.user.id).not.toBe(stranger.json.user.id)
  })

  test('many at once under one address: known and unknown stay apart', async () => {
    const desk = await halo.desk({ verifying: true })
    const known = await create(desk, { user_id: 'u1', email: 'ann@example.com', user_token: tokenFor(desk, 'u1') })
    const proven = { user_id: 'u1', email: 'ann@example.com', user_token: tokenFor(desk, 'u1') }
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, n) => create(desk, n % 2 === 0 ? proven : { email: 'ann@example.com' })),
    )
    const idsOf = (rest: number) => [...new Set(all.filter((_, n) => n % 2 === rest).map(({ json }) => json.user.id))]
    expect(idsOf(0)).toEqual([known.json.user.id])
    expect(idsOf(1)).toHaveLength(1)
    expect(idsOf(1)).not.toEqual(idsOf(0))
  })

  test('switched off, a user_id needs no token, and email leads to whoever has it', async () => {
    const desk = await halo.desk()
    const first = await create(desk, { user_id: 'u1', email: 'ann@example.com', user_token: 'x' })
    const second = await create(desk, { email: 'ann@example.com' })
    expect(second.json.user.id).toBe(first.json.user.id)
    expect((await halo.read(desk, second.json.ticket.id)).requester_verified).toBe(false)
  })
})

describe('Settings of identity verification', () => {
  const PATH = '/v1/desk/identity-verification'

  test('enabling makes a secret ha_secret_…, shown once and stored sealed', async () => {
    const desk = await lodge.desk()
    expect((await lodge.call(desk.token, 'GET', PATH)).json).toEqual({
      enabled: false,
      secret_hint: null,
      updated_at: null,
    })
    const key = { 'idempotency-key': 'one' }
    const on = await lodge.call(desk.token, 'PATCH', PATH, { enabled: true }, key)
    expect(on.json).toMatchObject({ enabled: true, secret: expect.stringMatching(/^ha_secret_[\w-]{43}$/) })
    expect((await lodge.call(desk.token, 'PATCH', PATH, { enabled: true }, key)).json.secret).toBe(null)
    expect((await lodge.call(desk.token, 'GET', PATH)).json).toMatchObject({
      enabled: true,
      secret_hint: on.json.secret.slice(-4),
    })
    expect((await lodge.call(desk.token, 'PATCH', PATH, { enabled: false })).json).toMatchObject({ secret: null })
    const kept = await lodge.store.pool.query(
      `select secret::text || (select string_agg(data::text, '') from event where desk_id = $1) as all
       from identity_verification where desk_id = $1`,
      [desk.id],
    )
    expect(kept.rows[0].all).not.toContain(on.json.secret)
  })

  test('a secret that tokens are signed with already can be brought along', async () => {
    const desk = await halo.desk()
    const secret = 'ha_secret_0123456789abcdef0123456789abcdef'
    const set = await lodge.call(desk.token, 'PATCH', PATH, { enabled: true, secret })
    expect(set.json).toMatchObject({ enabled: true, secret: null, secret_hint: 'cdef' })
    expect((await create(desk, { user_id: 'u1', user_token: sign({ user_id: 'u1' }, secret) })).status).toBe(201)
  })

  test('rotating ends the secret before at once', async () => {
    const desk = await halo.desk({ verifying: true })
    const rotated = await lodge.call(desk.token, 'POST', `${PATH}/rotate`)
    expect(rotated.json).toMatchObject({ enabled: true, secret: expect.stringMatching(/^ha_secret_/) })
    expect((await create(desk, { user_id: 'u1', user_token: tokenFor(desk, 'u1') })).status).toBe(403)
    const renewed = sign({ user_id: 'u1' }, rotated.json.secret)
    expect((await create(desk, { user_id: 'u1', user_token: renewed })).status).toBe(201)
  })

  test('400 for a secret that is too short; 403 without the scope admin', async () => {
    const desk = await lodge.desk()
    expect((await lodge.call(desk.token, 'PATCH', PATH, { secret: 'short' })).status).toBe(400)
    expect((await lodge.call(desk.token, 'PATCH', PATH, {})).status).toBe(400)
    const reader = await lodge.token(desk, ['settings:read'])
    expect((await lodge.call(reader, 'GET', PATH)).status).toBe(403)
  })
})
