import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Browser, join, openBrowser, PASSWORD, signIn } from '../support/browser.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { eventsOf } from './events.ts'

const lodge = useLodge()

let count = 0
/** A desk, and a browser that somebody is signed in by. */
const scene = async (
  role = 'agent',
): Promise<{ desk: TestDesk; browser: Browser; email: string; memberId: string }> => {
  const desk = await lodge.desk()
  const browser = await openBrowser(lodge, { desk })
  const { email, memberId } = await join(lodge, desk, browser, { email: `kim${++count}@a.example`, role })
  return { desk, browser, email, memberId }
}
const newTicket = { requester: { email: 'ann@example.com' }, subject: 'Help' }

test('200 with the password, and the session says who, where, and what they may do', async () => {
  const { desk, email } = await scene()
  const browser = await openBrowser(lodge, { desk })
  expect((await browser.ask('GET', '/v1/session')).status).toBe(401)
  const answer = await signIn(browser, email.toUpperCase())
  expect(answer.status).toBe(200)
  expect(String(answer.headers['set-cookie'])).toMatch(
    /^lodge\.session_token=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax/,
  )
  const { status, json } = await browser.ask('GET', '/v1/session')
  expect(status).toBe(200)
  expect(json).toMatchObject({
    member: { email, name: 'Kim', role: 'agent' },
    desk: { id: desk.id, slug: desk.slug },
    desks: [{ slug: desk.slug }],
    two_factor: false,
    set_up: true,
    preferences: {},
  })
  expect(json.scopes).toEqual(expect.arrayContaining(['tickets:create', 'tickets:write', 'contacts:write']))
  expect(json.scopes).not.toContain('admin')
  expect((await browser.ask('POST', '/auth/sign-out', {})).status).toBe(200)
  expect((await browser.ask('GET', '/v1/session')).status).toBe(401)
  expect(await eventsOf(lodge, desk, 'session.started')).toMatchObject([{ data: { method: 'password' } }])
})

test('behind https the cookie is for https only', async () => {
  const { desk, email } = await scene()
  const browser = await openBrowser(lodge, { desk })
  const origin = browser.origin.replace('http:', 'https:')
  const headers = { 'x-forwarded-proto': 'https', origin }
  const answer = await browser.ask('POST', '/auth/sign-in/email', { email, password: PASSWORD }, headers)
  expect(String(answer.headers['set-cookie'])).toMatch(/^__Secure-lodge\.session_token=.*; Secure/)
  expect((await browser.ask('GET', '/v1/session')).status).toBe(200)
})

test('200 from a page that tells no origin, as browsers do where there is no referrer', async () => {
  const { desk, email } = await scene()
  const browser = await openBrowser(lodge, { desk })
  const headers = { origin: 'null', 'sec-fetch-site': 'same-origin' }
  const answer = await browser.ask('POST', '/auth/sign-in/email', { email, password: PASSWORD }, headers)
  expect(answer.status).toBe(200)
  expect((await browser.ask('POST', '/auth/sign-out', {}, headers)).status).toBe(200)
})

test('401 a wrong password and an unknown address, in the same words', async () => {
  const { desk, email } = await scene()
  const browser = await openBrowser(lodge, { desk })
  const wrong = await signIn(browser, email, 'not this one')
  const unknown = await signIn(browser, 'nobody@a.example', 'not this one')
  expect(wrong).toMatchObject({ status: 401, json: { code: 'invalid_email_or_password' } })
  expect(unknown.json).toEqual({ ...wrong.json, request_id: unknown.json.request_id })
  expect(browser.cookies.size).toBe(0)
})

test('429 too many tries of one account, from wherever, and what worked before begins anew', async () => {
  const { desk, email } = await scene()
  const [one, other] = [await openBrowser(lodge, { desk }), await openBrowser(lodge, { desk, from: '127.0.0.7' })]
  const triedTimes = (n: number) => lodge.store.pool.query('update auth_attempt set attempts = $1', [n])
  expect((await signIn(one, email, 'wrong password')).status).toBe(401)
  await triedTimes(9)
  expect((await signIn(other, email)).status).toBe(200)
  for (let n = 0; n < 2; n += 1) expect((await signIn(one, email, 'wrong password')).status).toBe(401)
  await triedTimes(10)
  const refused = await signIn(await openBrowser(lodge, { desk, from: '127.0.0.8' }), email)
  expect(refused).toMatchObject({ status: 429, json: { code: 'too_many_attempts' } })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800)
  expect(await eventsOf(lodge, desk, 'sign_in.throttled')).toMatchObject([{ data: { address: '127.0.0.8' } }])
  // Who is signed in stays so.
  expect((await other.ask('GET', '/v1/session')).status).toBe(200)
})

test('429 too many tries from one address, of whichever accounts', async () => {
  const { desk, email } = await scene()
  const guessing = await openBrowser(lodge, { desk, from: '127.0.0.9' })
  await lodge.store.pool.query('delete from auth_attempt')
  expect((await signIn(guessing, 'someone@a.example')).status).toBe(401)
  await lodge.store.pool.query('update auth_attempt set attempts = 49')
  const refused = [await signIn(guessing, 'p@a.example'), await signIn(guessing, 'q@a.example')].map(
    (one) => one.status,
  )
  expect(refused).toEqual([401, 429])
  const elsewhere = await openBrowser(lodge, { desk, from: '127.0.0.10' })
  expect((await signIn(elsewhere, email)).status).toBe(200)
})

test('what a member does by their session is theirs: author, actor, idempotency', async () => {
  const { desk, browser, memberId } = await scene()
  const { browser: second } = await scene()
  const key = { 'idempotency-key': 'k' }
  const made = await browser.ask('POST', '/v1/tickets', newTicket, key)
  expect(made.status).toBe(201)
  expect((await browser.ask('POST', '/v1/tickets', newTicket, key)).json.id).toBe(made.json.id)
  const note = await browser.ask('POST', `/v1/tickets/${made.json.id}/messages`, { body: 'Hello' })
  expect(note.json).toMatchObject({ author: { kind: 'agent', id: memberId, name: 'Kim' } })
  expect(await eventsOf(lodge, desk, 'ticket.created')).toMatchObject([{ actor: { kind: 'member', id: memberId } }])
  expect(await eventsOf(lodge, desk, 'message.created')).toMatchObject([{ actor: { kind: 'member', id: memberId } }])
  // Another member under the same key, on another desk: nothing of the first.
  expect((await second.ask('POST', '/v1/tickets', newTicket, key)).json.id).not.toBe(made.json.id)
})

test('two members of a desk do not share idempotency keys', async () => {
  const { desk, browser } = await scene('admin')
  const other = await openBrowser(lodge, { desk })
  await join(lodge, desk, other, { email: `lee${++count}@a.example`, role: 'admin' })
  const key = { 'idempotency-key': 'tag' }
  expect((await browser.ask('POST', '/v1/tags', { name: 'one' }, key)).json.name).toBe('one')
  expect(await other.ask('POST', '/v1/tags', { name: 'two' }, key)).toMatchObject({
    status: 201,
    json: { name: 'two' },
  })
})

test('403 a change with the cookie from anywhere but a page of this host', async () => {
  const { browser } = await scene()
  const from: Record<string, string>[] = [
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    // No browser, or a sandboxed page.
    { origin: '' },
    { origin: 'null' },
  ]
  const refused = { status: 403, json: { code: 'cross_site' } }
  for (const headers of from) {
    expect(await browser.ask('POST', '/v1/tickets', newTicket, headers)).toMatchObject(refused)
    expect(await browser.ask('POST', '/auth/sign-out', {}, headers)).toMatchObject(refused)
    expect((await browser.ask('GET', '/v1/tickets', undefined, headers)).status).toBe(200)
  }
})

test('a token needs no origin, and counts before a cookie', async () => {
  const { desk, browser } = await scene('light_agent')
  const authorization = `Bearer ${desk.token}`
  expect((await browser.ask('POST', '/v1/tickets', newTicket, { authorization, origin: '' })).status).toBe(201)
  const own = await browser.ask('GET', '/v1/session', undefined, { authorization })
  expect(own).toMatchObject({ status: 403, json: { code: 'members_only' } })
})

test('a light agent reads and uploads, and changes no ticket', async () => {
  const { desk, browser } = await scene('light_agent')
  const ticket = (await lodge.call(desk.token, 'POST', '/v1/tickets', newTicket)).json
  expect((await browser.ask('GET', `/v1/tickets/${ticket.id}`)).status).toBe(200)
  expect((await browser.ask('GET', '/v1/members')).status).toBe(200)
  const refused = await browser.ask('PATCH', `/v1/tickets/${ticket.id}`, { priority: 'high' })
  expect(refused).toMatchObject({ status: 403, json: { code: 'insufficient_scope' } })
  expect((await browser.ask('POST', '/v1/tickets', newTicket)).status).toBe(403)
  expect((await browser.ask('GET', '/v1/credentials')).status).toBe(403)
})

test('403 on the host of a desk that one is not a member of; 401 with a cookie that we did not sign', async () => {
  const { browser } = await scene()
  const [name = '', value = ''] = [...browser.cookies][0] ?? []
  const elsewhere = await openBrowser(lodge, { desk: await lodge.desk() })
  elsewhere.cookies.set(name, value)
  expect(await elsewhere.ask('GET', '/v1/tickets')).toMatchObject({ status: 403, json: { code: 'not_a_member' } })
  elsewhere.cookies.set(name, value.replace('.', 'x.'))
  expect((await elsewhere.ask('GET', '/v1/tickets')).status).toBe(401)
  for (const broken of ['%', 'x', '.', 'a.b']) {
    elsewhere.cookies.set(name, broken)
    expect((await elsewhere.ask('GET', '/v1/tickets')).status).toBe(401)
  }
})

test('where the host names no desk it is one’s own, or the one that was chosen', async () => {
  const { desk, email } = await scene()
  const second = await lodge.desk()
  const browser = await openBrowser(lodge)
  await signIn(browser, email)
  expect((await browser.ask('GET', '/v1/session')).json.desk.slug).toBe(desk.slug)
  await join(lodge, second, browser, { email })
  const slugs = [desk.slug, second.slug]
  expect((await browser.ask('GET', '/v1/session')).json).toMatchObject({
    desk: { slug: desk.slug },
    desks: slugs.map((slug) => ({ slug })),
  })
  const chosen = await browser.ask('PUT', '/v1/session/desk', { slug: second.slug })
  expect(chosen).toMatchObject({ status: 200, json: { desk: { slug: second.slug } } })
  expect((await browser.ask('GET', '/v1/session')).json.desk.slug).toBe(second.slug)
  const foreign = await browser.ask('PUT', '/v1/session/desk', { slug: (await lodge.desk()).slug })
  expect(foreign).toMatchObject({ status: 404, json: { code: 'desk_not_found' } })
})

test('a disabled member is out within a second, elsewhere at once here, and a new member is not them', async () => {
  const { desk, browser, email, memberId } = await scene()
  expect((await browser.ask('GET', '/v1/session')).status).toBe(200)
  expect((await lodge.call(desk.token, 'DELETE', `/v1/members/${memberId}`)).status).toBe(200)
  expect((await browser.ask('GET', '/v1/session')).status).toBe(401)
  // The same address again is not yet the same person.
  await lodge.call(desk.token, 'POST', '/v1/members', { email, name: 'Kim', role: 'admin' })
  await sleep(1_100)
  expect((await browser.ask('GET', '/v1/session')).status).toBe(401)
})

test('who is enabled again signs in as before, and anew: not by a session of that time, nor by another account', async () => {
  const { desk, browser, email, memberId } = await scene()
  await lodge.call(desk.token, 'DELETE', `/v1/members/${memberId}`)
  expect((await lodge.call(desk.token, 'POST', `/v1/members/${memberId}/enable`)).status).toBe(200)
  expect((await browser.ask('GET', '/v1/session')).status).toBe(401)
  const next = await openBrowser(lodge, { desk })
  await signIn(next, email)
  expect((await next.ask('GET', '/v1/session')).json.member.id).toBe(memberId)
  await lodge.call(desk.token, 'DELETE', `/v1/members/${memberId}`)
  await lodge.store.pool.query('update member set former_user_id = null where id = $1', [memberId])
  await lodge.call(desk.token, 'POST', `/v1/members/${memberId}/enable`)
  expect((await next.ask('GET', '/v1/session')).status).toBe(401)
})

test('everybody changes their own name and signature, a light agent too; not who somebody else is', async () => {
  const { desk, browser, memberId } = await scene('light_agent')
  const changed = await browser.ask('PATCH', '/v1/session', { name: ' Kim Kay ' })
  expect(changed).toMatchObject({ status: 200, json: { member: { id: memberId, name: 'Kim Kay' }, signature: null } })
  expect((await browser.ask('GET', '/v1/session')).json.member).toEqual(changed.json.member)
  expect((await eventsOf(lodge, desk, 'member.updated')).at(-1)).toMatchObject({
    type: 'member.updated',
    data: { member: { name: 'Kim Kay' } },
  })
  for (const body of [{}, { name: '' }, { role: 'owner' }, { signature: 'x'.repeat(5_001) }]) {
    expect((await browser.ask('PATCH', '/v1/session', body)).json.code).toBe('invalid_body')
  }
  expect((await browser.ask('PATCH', `/v1/members/${memberId}`, { name: 'X' })).status).toBe(403)
  expect((await lodge.call(desk.token, 'PATCH', '/v1/session', { name: 'X' })).json.code).toBe('members_only')
})

test('idle for longer than the desk allows, a session is over; what a page does by itself keeps none alive', async () => {
  const { desk, browser } = await scene()
  const idle = (minutes: number | null) =>
    lodge.call(desk.token, 'PATCH', '/v1/desk', { session_idle_minutes: minutes })
  expect((await idle(30)).json.session_idle_minutes).toBe(30)
  const doneAgo = async (minutes: number) => {
    await lodge.store.pool.query(
      `update auth_session set last_seen_at = now() - $1 * interval '1 minute' from member m
       where m.user_id = auth_session.user_id and m.desk_id = $2`,
      [minutes, desk.id],
    )
    // What is remembered for a second.
    await sleep(1_100)
  }
  const ask = async (headers = {}) => (await browser.ask('GET', '/v1/session', undefined, headers)).status
  await doneAgo(29)
  expect(await ask({ 'idle-seconds': '1740' })).toBe(200)
  await doneAgo(29)
  // Somebody is there again.
  expect(await ask()).toBe(200)
  await sleep(1_100)
  const [{ last_seen_at }] = (await browser.ask('GET', '/v1/sessions')).json.data
  expect(Date.now() - Date.parse(last_seen_at)).toBeLessThan(60_000)
  await doneAgo(32)
  expect(await ask()).toBe(401)
  await idle(null)
  expect(await ask()).toBe(401)
  expect((await idle(4)).json.code).toBe('invalid_body')
})

test('an admin sees where a member is signed in, and signs them out; an owner only an owner', async () => {
  const { desk, browser, memberId } = await scene()
  const path = (id: string) => `/v1/members/${id}/sessions`
  const listed = (await lodge.call(desk.token, 'GET', path(memberId))).json.data
  expect(listed).toMatchObject([{ current: false, address: '127.0.0.1' }])
  const admin = await openBrowser(lodge, { desk })
  const boss = await openBrowser(lodge, { desk })
  await join(lodge, desk, admin, { email: `admin${count}@a.example`, role: 'admin' })
  const owner = await join(lodge, desk, boss, { email: `boss${count}@a.example`, role: 'owner' })
  expect((await browser.ask('GET', path(owner.memberId))).status).toBe(403)
  expect((await admin.ask('DELETE', path(owner.memberId))).json.code).toBe('owners_only')
  expect((await admin.ask('DELETE', path(memberId))).json).toEqual({ revoked: 1 })
  expect((await browser.ask('GET', '/v1/session')).status).toBe(401)
  expect((await boss.ask('GET', '/v1/session')).status).toBe(200)
  expect((await lodge.call((await lodge.desk()).token, 'GET', path(memberId))).status).toBe(404)
})

test('sessions are listed and ended: one, and all others', async () => {
  const { desk, browser, email } = await scene()
  const others = [await openBrowser(lodge, { desk }), await openBrowser(lodge, { desk })]
  for (const other of others) await signIn(other, email)
  const listed = (await browser.ask('GET', '/v1/sessions', undefined, { 'user-agent': 'x' })).json.data
  expect(listed).toHaveLength(3)
  const [current] = listed.filter((one: { current: boolean }) => one.current)
  expect(current).toMatchObject({ address: '127.0.0.1', created_at: expect.any(String) })
  const stranger = await scene()
  expect((await stranger.browser.ask('DELETE', `/v1/sessions/${current.id}`)).status).toBe(404)
  expect((await browser.ask('DELETE', '/v1/sessions/not-an-id')).status).toBe(404)
  const own = (await others[0]?.ask('GET', '/v1/sessions'))?.json.data.find((one: { current: boolean }) => one.current)
  expect((await browser.ask('DELETE', `/v1/sessions/${own.id}`)).json).toEqual({ revoked: 1 })
  expect((await others[0]?.ask('GET', '/v1/session'))?.status).toBe(401)
  expect((await browser.ask('DELETE', '/v1/sessions')).json).toEqual({ revoked: 1 })
  expect((await others[1]?.ask('GET', '/v1/session'))?.status).toBe(401)
  expect((await browser.ask('GET', '/v1/sessions')).json.data).toHaveLength(1)
  expect(await eventsOf(lodge, desk, 'session.revoked')).toHaveLength(2)
})

test('preferences are one’s own, and of a size', async () => {
  const { desk, browser } = await scene()
  const preferences = { language: 'he', theme: 'dark', columns: ['number'] }
  expect((await browser.ask('PUT', '/v1/session/preferences', preferences)).json).toEqual(preferences)
  expect((await browser.ask('GET', '/v1/session')).json.preferences).toEqual(preferences)
  const other = await openBrowser(lodge, { desk })
  await join(lodge, desk, other, { email: `lee${++count}@a.example` })
  expect((await other.ask('GET', '/v1/session')).json.preferences).toEqual({})
  expect((await browser.ask('PUT', '/v1/session/preferences', { x: 'x'.repeat(20_001) })).status).toBe(400)
})

test('another password takes the one before', async () => {
  const { desk, browser, email } = await scene()
  const change = (currentPassword: string) =>
    browser.ask('POST', '/auth/change-password', { currentPassword, newPassword: 'another one altogether' })
  expect((await change('wrong password')).status).toBe(400)
  expect((await change(PASSWORD)).status).toBe(200)
  expect((await signIn(await openBrowser(lodge, { desk }), email)).status).toBe(401)
  expect((await signIn(await openBrowser(lodge, { desk }), email, 'another one altogether')).status).toBe(200)
  expect(await eventsOf(lodge, desk, 'password.changed')).toHaveLength(1)
})

test('owners are made, changed and removed by owners only', async () => {
  const { desk, browser, memberId } = await scene('admin')
  const owner = await openBrowser(lodge, { desk })
  const { memberId: ownerId } = await join(lodge, desk, owner, { email: `owner${++count}@a.example`, role: 'owner' })
  const refused = { status: 403, json: { code: 'owners_only' } }
  const lou = { email: 'lou@a.example', name: 'Lou', role: 'owner' }
  expect(await browser.ask('POST', '/v1/members', lou)).toMatchObject(refused)
  expect(await browser.ask('PATCH', `/v1/members/${memberId}`, { role: 'owner' })).toMatchObject(refused)
  expect(await browser.ask('PATCH', `/v1/members/${ownerId}`, { role: 'agent' })).toMatchObject(refused)
  expect(await browser.ask('DELETE', `/v1/members/${ownerId}`)).toMatchObject(refused)
  expect(await browser.ask('POST', '/v1/invitations', { email: 'o@a.example', role: 'owner' })).toMatchObject(refused)
  // Nor by a token that would be an owner’s, or nobody’s.
  const token = { kind: 'token', name: 'x' }
  expect(await browser.ask('POST', '/v1/credentials', token)).toMatchObject(refused)
  expect(await browser.ask('POST', '/v1/credentials', { ...token, member: ownerId })).toMatchObject(refused)
  const own = await browser.ask('POST', '/v1/credentials', { ...token, member: memberId })
  expect(own.status).toBe(201)
  expect(await lodge.call(own.json.secret, 'POST', '/v1/members', lou)).toMatchObject(refused)
  expect((await owner.ask('PATCH', `/v1/members/${memberId}`, { role: 'owner' })).status).toBe(200)
})

test('how one signs in is told to anybody; what is not open of the library is not there', async () => {
  const { browser } = await scene()
  const stranger = await openBrowser(lodge)
  expect((await stranger.ask('GET', '/v1/sign-in-methods')).json).toEqual({ password: true, passkey: true, oidc: [] })
  for (const path of [
    'sign-up/email',
    'delete-user',
    'update-user',
    'change-email',
    'request-password-reset',
    'enter',
  ]) {
    expect((await browser.ask('POST', `/auth/${path}`, { email: 'x@a.example', password: PASSWORD })).status).toBe(404)
  }
})

test('a stream of events ends with its session', async () => {
  const { browser } = await scene('admin')
  const { host, port } = new URL(browser.origin)
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const stream = await new Promise<IncomingMessage>((begun, fail) => {
    const asked = { host: '127.0.0.1', port, path: '/v1/events/stream', headers: { host, cookie } }
    request(asked, begun).on('error', fail).end()
  })
  expect(stream.statusCode).toBe(200)
  await browser.ask('POST', '/auth/sign-out', {})
  await once(stream.resume(), 'end')
})
