import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, join, openBrowser, PASSWORD, signIn } from '../support/browser.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { addMember } from '../support/tickets.ts'
import { eventsOf } from './events.ts'
import { CLIENT, type IdentityProvider, startIdentityProvider } from './identity-provider.ts'

const lodge = useLodge()
let login: IdentityProvider
beforeAll(async () => {
  login = await startIdentityProvider()
})
afterAll(() => login?.close())

let count = 0
const person = (name: string, more: object = {}) => {
  const sub = `${name}${++count}`
  return { sub, email: `${sub}@acme.example`, email_verified: true, name, ...more }
}
const setUp = async (desk: TestDesk, given: object = {}): Promise<{ id: string }> => {
  const body = { name: 'Acme login', issuer: login.issuer, ...CLIENT, ...given }
  const made = await lodge.call(desk.token, 'POST', '/v1/sign-in-providers', body)
  if (made.status !== 201) throw new Error(made.text)
  const { origin } = await openBrowser(lodge, { desk })
  login.allow(`${origin}/auth/callback/${made.json.id}`)
  return made.json
}
const JOIN = { allowed_domains: ['acme.example'], auto_join_role: 'light_agent' }

/** To the provider and back; answers where the browser is sent at last. */
const goThrough = async (
  browser: Browser,
  provider: { id: string },
  path = '/auth/sign-in/social',
): Promise<string> => {
  const begun = await browser.ask('POST', path, { provider: provider.id, callbackURL: '/inbox' })
  if (begun.status !== 200) throw new Error(begun.text)
  const back = await login.visit(begun.json.url)
  const answer = await browser.ask('GET', back.pathname + back.search)
  return String(answer.headers.location)
}

test('who is of an allowed domain joins, is a member from then on, and signs in again as the same', async () => {
  const desk = await lodge.desk()
  const provider = await setUp(desk, JOIN)
  const browser = await openBrowser(lodge, { desk })
  const methods = (await browser.ask('GET', '/v1/sign-in-methods')).json
  expect(methods.oidc).toEqual([{ id: provider.id, name: 'Acme login' }])
  login.person = person('ann')
  expect(await goThrough(browser, provider)).toBe('/inbox')
  const { json } = await browser.ask('GET', '/v1/session')
  expect(json).toMatchObject({ member: { email: login.person.email, name: 'ann', role: 'light_agent' }, set_up: true })
  const again = await openBrowser(lodge, { desk })
  expect(await goThrough(again, provider)).toBe('/inbox')
  expect((await again.ask('GET', '/v1/session')).json.member.id).toBe(json.member.id)
  expect(await eventsOf(lodge, desk, 'sign_in_provider.joined')).toHaveLength(1)
  expect((await eventsOf(lodge, desk, 'session.started')).map(({ data }) => data.method)).toEqual([
    'provider',
    'provider',
  ])
  const kept = await lodge.store.pool.query('select access_token, refresh_token, id_token from auth_account')
  expect(new Set(kept.rows.flatMap(Object.values))).toEqual(new Set([null]))
})

test('who signs out is led to the provider to sign out there, and back; a provider that is away keeps nobody in', async () => {
  const desk = await lodge.desk()
  const provider = await setUp(desk, JOIN)
  const browser = await openBrowser(lodge, { desk })
  login.person = person('cy')
  await goThrough(browser, provider)
  const out = await browser.ask('POST', '/auth/sign-out', {})
  const url = new URL(out.json.url)
  expect(`${url.origin}${url.pathname}`).toBe(`${login.issuer}/session/end`)
  const back = `${browser.origin}/sign-in`
  expect([...url.searchParams]).toEqual([
    ['client_id', CLIENT.client_id],
    ['post_logout_redirect_uri', back],
  ])
  expect((await fetch(url)).status).toBe(200)
  expect((await browser.ask('GET', '/v1/session')).status).toBe(401)
  await goThrough(browser, provider)
  await lodge.store.pool.query(`update sign_in_provider set issuer = 'http://127.0.0.1:9' where id = $1`, [provider.id])
  expect((await browser.ask('POST', '/auth/sign-out', {})).json).toEqual({ success: true })
  expect((await browser.ask('GET', '/v1/session')).status).toBe(401)
})

test('what it began is for its desk only, and changes nothing of the account', async () => {
  const desk = await lodge.desk()
  const provider = await setUp(desk, JOIN)
  const browser = await openBrowser(lodge, { desk })
  login.person = person('bo')
  await goThrough(browser, provider)
  const { rows } = await lodge.store.pool.query('select id from auth_user where email = $1', [login.person.email])
  const other = await lodge.desk()
  await addMember(lodge, other, 'Bo', { user_id: rows[0]?.id })
  const elsewhere = await openBrowser(lodge, { desk: other })
  for (const [name, value] of browser.cookies) elsewhere.cookies.set(name, value)
  expect((await elsewhere.ask('GET', '/v1/session')).status).toBe(403)
  expect((await browser.ask('GET', '/v1/session')).json.desks).toHaveLength(1)
  const bound = { status: 403, json: { code: 'signed_in_by_provider' } }
  expect(await browser.ask('GET', '/auth/passkey/generate-register-options')).toMatchObject(bound)
  expect(await browser.ask('POST', '/auth/two-factor/enable', {})).toMatchObject(bound)
  const setUpSelf = await browser.ask('PUT', '/v1/setup', { name: 'Bo', password: PASSWORD })
  expect(setUpSelf).toMatchObject({ status: 409, json: { code: 'already_set_up' } })
})

test('nobody comes in by an address that is unverified, of another domain, unknown, an owner’s or disabled', async () => {
  const desk = await lodge.desk()
  const provider = await setUp(desk, JOIN)
  const refusal = async (given: IdentityProvider['person']) => {
    login.person = given
    const browser = await openBrowser(lodge, { desk })
    const to = await goThrough(browser, provider)
    expect((await browser.ask('GET', '/v1/session')).status).toBe(401)
    return new URL(to, 'http://x').searchParams.get('error')
  }
  expect(await refusal(person('eve', { email_verified: false }))).toBe('email_not_verified')
  expect(await refusal(person('eve', { email: `eve${++count}@evil.example` }))).toBe('domain_not_allowed')
  const owner = person('owner')
  await addMember(lodge, desk, 'Owner', { email: owner.email, role: 'owner' })
  expect(await refusal(owner)).toBe('not_invited')
  const gone = person('gone')
  await addMember(lodge, desk, 'Gone', { email: gone.email, disabled_at: new Date() })
  expect(await refusal(gone)).toBe('not_invited')
  // Somebody has an account under the address: it is not theirs who come by the provider.
  const known = person('known')
  await join(lodge, desk, await openBrowser(lodge, { desk }), { email: known.email })
  expect(await refusal(known)).toBe('account_not_linked')
  const changed = { auto_join_role: null }
  await lodge.call(desk.token, 'PATCH', `/v1/sign-in-providers/${provider.id}`, changed)
  expect(await refusal(person('new'))).toBe('not_invited')
})

test('a member who was added comes in by it, and one with a password once they have linked it', async () => {
  const desk = await lodge.desk()
  const provider = await setUp(desk)
  login.person = person('lee')
  const id = await addMember(lodge, desk, 'Lee', { email: login.person.email, role: 'admin' })
  const browser = await openBrowser(lodge, { desk })
  await goThrough(browser, provider)
  expect((await browser.ask('GET', '/v1/session')).json.member).toMatchObject({ id, role: 'admin' })

  login.person = person('kim')
  const own = await openBrowser(lodge, { desk })
  const { memberId } = await join(lodge, desk, own, { email: login.person.email })
  expect(await goThrough(own, provider, '/auth/link-social')).toBe('/inbox')
  const later = await openBrowser(lodge, { desk })
  await goThrough(later, provider)
  expect((await later.ask('GET', '/v1/session')).json.member.id).toBe(memberId)
  expect((await signIn(await openBrowser(lodge, { desk }), login.person.email)).status).toBe(200)
})

test('a state, or a provider, that is another’s leads nowhere', async () => {
  const desk = await lodge.desk()
  const provider = await setUp(desk, JOIN)
  const [one, other] = [await openBrowser(lodge, { desk }), await openBrowser(lodge, { desk })]
  login.person = person('eve')
  const begun = await one.ask('POST', '/auth/sign-in/social', { provider: provider.id, callbackURL: '/inbox' })
  const back = await login.visit(begun.json.url)
  await other.ask('GET', back.pathname + back.search)
  expect((await other.ask('GET', '/v1/session')).status).toBe(401)
  const elsewhere = await openBrowser(lodge, { desk: await lodge.desk() })
  const unknown = { status: 404, json: { code: 'sign_in_provider_not_found' } }
  for (const id of [provider.id, '1', 'google', "' or 1=1"]) {
    const body = { provider: id, callbackURL: '/inbox' }
    expect(await elsewhere.ask('POST', '/auth/sign-in/social', body)).toMatchObject(unknown)
  }
  const away = { provider: provider.id, callbackURL: 'https://evil.example/' }
  expect((await one.ask('POST', '/auth/sign-in/social', away)).status).toBe(403)
})

test('a provider’s secret is not shown, nor stored as it is; its issuer is one that may be asked', async () => {
  const desk = await lodge.desk()
  const { id } = await setUp(desk)
  const listed = await lodge.call(desk.token, 'GET', '/v1/sign-in-providers')
  expect(listed.json.data).toMatchObject([{ id, issuer: login.issuer, allowed_domains: [], auto_join_role: null }])
  const stored = await lodge.store.pool.query('select * from sign_in_provider')
  const events = await eventsOf(lodge, desk, 'sign_in_provider.created')
  expect(`${listed.text}${JSON.stringify(stored.rows)}${JSON.stringify(events)}`).not.toContain(CLIENT.client_secret)
  expect(stored.rows[0]?.client_secret.toString('latin1')).not.toContain(CLIENT.client_secret)
  const post = (given: object) =>
    lodge.call(desk.token, 'POST', '/v1/sign-in-providers', { name: 'X', ...CLIENT, issuer: login.issuer, ...given })
  for (const issuer of ['http://10.0.0.1', 'http://login.example.com', 'ftp://x', 'https://x.example/?a=1', 'x']) {
    expect(await post({ issuer })).toMatchObject({ status: 400, json: { code: 'invalid_issuer' } })
  }
  expect(await post({ auto_join_role: 'agent' })).toMatchObject({ status: 400, json: { code: 'domains_required' } })
  expect((await post({ auto_join_role: 'owner' })).status).toBe(400)
  // One that calls itself otherwise, and one whose document leads inside.
  const { rows } = await lodge.store.pool.query(
    `update sign_in_provider set issuer = issuer || '/' where id = $1 returning id`,
    [id],
  )
  const browser = await openBrowser(lodge, { desk })
  const asked = await browser.ask('POST', '/auth/sign-in/social', { provider: rows[0]?.id, callbackURL: '/inbox' })
  expect(asked).toMatchObject({ status: 502, json: { code: 'provider_unavailable' } })
})
