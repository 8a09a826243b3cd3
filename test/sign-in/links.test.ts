import { expect, test } from 'vitest'
import { systemActor } from '../../src/core/actor.ts'
import { makeSignInLink } from '../../src/core/sign-in-links/enter.ts'
import { useMail } from '../mail/support.ts'
import { type Browser, join, openBrowser, PASSWORD, signIn } from '../support/browser.ts'
import { eventsOf } from './events.ts'

const scene = useMail()
const { lodge } = scene

let count = 0
const address = (name: string) => `${name}${++count}@links.example`
const tokenIn = (text: string): string => /token=([\w-]+)/.exec(text)?.[1] ?? ''
const invite = async (body: object) => {
  const made = await scene.post('/v1/invitations', { role: 'agent', ...body })
  return { id: made.json.id, json: made.json, token: tokenIn(made.json.link) }
}
const inspect = (browser: Browser, token: string) => browser.ask('POST', '/v1/invitations/inspect', { token })
const accept = (browser: Browser, token: string, password: string | undefined = PASSWORD) =>
  browser.ask('POST', '/v1/invitations/accept', { token, name: 'Kim', ...(password === '' ? {} : { password }) })
const signInLink = async (email: string, reset = false): Promise<string> => {
  const actor = systemActor(scene.desk().id)
  const made = await lodge.store.db
    .transaction()
    .execute((tx) => makeSignInLink({ tx, lodge: lodge.lodge, actor }, { email, reset }))
  if (!made.ok) throw new Error(made.error.code)
  return made.value.token
}

test('an invitation is mailed, looked at, and accepted once: 410 the second time', async () => {
  const server = await scene.server()
  await scene.start(server)
  const department = (await scene.get('/v1/departments')).json.data[0]
  const email = address('kim')
  const made = await invite({ email, name: 'Kim K.', role: 'light_agent', departments: [department.name] })
  expect(made.json).toMatchObject({ email, state: 'open', departments: [department.id], role: 'light_agent' })
  const [mail] = await scene.mails('invitation', 1)
  const read = (await scene.get(`/v1/outbox/${mail.id}`)).json
  expect(read).toMatchObject({ state: 'sent', to: { address: email, name: 'Kim K.' } })
  // The link is its recipient's alone.
  expect(`${read.text}${read.html}${read.raw}`).not.toContain('token=')
  expect(server.received.map(({ parsed }) => parsed.text)).toEqual([
    expect.stringContaining(`http://localhost:4000/join?token=${made.token}`),
  ])
  const [event] = await eventsOf(lodge, scene.desk(), 'invitation.created')
  expect(JSON.stringify(event)).not.toContain(made.token.slice(-43))

  const browser = await openBrowser(lodge, { desk: scene.desk() })
  const seen = await inspect(browser, made.token)
  expect(seen).toMatchObject({ status: 200, json: { email, role: 'light_agent', has_account: false, name: 'Kim K.' } })
  expect(await accept(browser, made.token, '')).toMatchObject({ status: 400, json: { code: 'required' } })
  expect((await accept(browser, made.token, 'short')).status).toBe(400)
  expect(await accept(browser, made.token)).toMatchObject({ status: 200, json: { member: { email, name: 'Kim' } } })
  expect((await browser.ask('GET', '/v1/session')).json.member).toMatchObject({ email, role: 'light_agent' })
  expect((await scene.get(`/v1/departments/${department.id}/team`)).json.data).toMatchObject([{ email }])
  const again = await openBrowser(lodge, { desk: scene.desk() })
  const used = { status: 410, json: { code: 'invitation_accepted' } }
  expect(await accept(again, made.token)).toMatchObject(used)
  expect(await inspect(again, made.token)).toMatchObject(used)
  expect((await scene.get('/v1/invitations')).json.data).toMatchObject([{ id: made.id, state: 'accepted' }])
  const gone = await lodge.call(scene.desk().token, 'DELETE', `/v1/invitations/${made.id}`)
  expect(gone).toMatchObject({ status: 409, json: { code: 'invitation_accepted' } })
  expect(await eventsOf(lodge, scene.desk(), 'invitation.accepted')).toMatchObject([{ actor: { kind: 'member' } }])
})

test('410 an invitation that is revoked or over; 404 a token that we did not make', async () => {
  const browser = await openBrowser(lodge)
  const revoked = await invite({ email: address('kim') })
  expect((await lodge.call(scene.desk().token, 'DELETE', `/v1/invitations/${revoked.id}`)).json.state).toBe('revoked')
  expect(await accept(browser, revoked.token)).toMatchObject({ status: 410, json: { code: 'invitation_revoked' } })
  const over = await invite({ email: address('kim') })
  await lodge.store.pool.query('update invitation set expires_at = now() where id = $1', [over.id])
  expect(await accept(browser, over.token)).toMatchObject({ status: 410, json: { code: 'invitation_expired' } })
  const other = await invite({ email: address('kim') })
  const forged = [over.token.slice(0, -1), `${over.token.slice(0, -43)}${other.token.slice(-43)}`, 'x', '1-2-3']
  for (const token of [...forged, other.token.replace(/^\d+/, '1')]) {
    expect(await accept(browser, token)).toMatchObject({ status: 404, json: { code: 'invitation_not_found' } })
  }
  expect(browser.cookies.size).toBe(0)
})

test('two who accept at once: one of them is in', async () => {
  const { token } = await invite({ email: address('kim') })
  const browsers = [await openBrowser(lodge), await openBrowser(lodge)]
  const answers = await Promise.all(browsers.map((browser) => accept(browser, token)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410])
})

test('409 for who has an account elsewhere, until they sign in to it', async () => {
  const email = address('kim')
  await join(lodge, await lodge.desk(), await openBrowser(lodge), { email })
  const { token } = await invite({ email })
  const browser = await openBrowser(lodge)
  expect((await inspect(browser, token)).json.has_account).toBe(true)
  expect(await accept(browser, token)).toMatchObject({ status: 409, json: { code: 'sign_in_first' } })
  const stranger = await openBrowser(lodge)
  await join(lodge, await lodge.desk(), stranger, { email: address('eve') })
  expect(await accept(stranger, token)).toMatchObject({ status: 409, json: { code: 'sign_in_first' } })
  await signIn(browser, email)
  expect((await accept(browser, token, '')).status).toBe(200)
  expect((await browser.ask('GET', '/v1/session')).json.desks).toHaveLength(2)
})

test('a member who was added comes in as what they are; 409 for one who has come in already', async () => {
  const email = address('lee')
  const added = await scene.post('/v1/members', { email, name: 'Lee', role: 'admin' })
  const lesser = await lodge.call(scene.desk().token, 'POST', '/v1/invitations', { email, role: 'agent' })
  expect(lesser).toMatchObject({ status: 409, json: { code: 'already_member' } })
  const { token } = await invite({ email, role: 'admin' })
  expect((await accept(await openBrowser(lodge), token)).json.member.id).toBe(added.json.id)
  const again = await lodge.call(scene.desk().token, 'POST', '/v1/invitations', { email, role: 'admin' })
  expect(again).toMatchObject({ status: 409, json: { code: 'already_member' } })
})

test('the first link leads through set-up: name, address, password', async () => {
  const placeholder = address('owner')
  await scene.post('/v1/members', { email: placeholder, name: 'Owner', role: 'owner' })
  const token = await signInLink(placeholder)
  const browser = await openBrowser(lodge, { desk: scene.desk() })
  const start = (given: string) => browser.ask('POST', '/v1/setup/start', { token: given })
  expect(await start(`${token.slice(0, -1)}_`)).toMatchObject({ status: 404, json: { code: 'link_not_found' } })
  expect((await start(token)).status).toBe(200)
  expect((await browser.ask('GET', '/v1/session')).json).toMatchObject({ set_up: false, member: { role: 'owner' } })
  const email = address('ann')
  const given = { desk_name: 'Acme Help', name: 'Ann', email, password: PASSWORD }
  expect((await browser.ask('PUT', '/v1/setup', { ...given, password: 'short' })).status).toBe(400)
  const done = await browser.ask('PUT', '/v1/setup', given)
  expect(done).toMatchObject({ status: 200, json: { member: { name: 'Ann', email, role: 'owner' } } })
  expect((await browser.ask('GET', '/v1/session')).json).toMatchObject({ set_up: true, desk: { name: 'Acme Help' } })
  expect((await browser.ask('POST', '/v1/credentials', { kind: 'token', name: 'First' })).status).toBe(201)
  const twice = await browser.ask('PUT', '/v1/setup', given)
  expect(twice).toMatchObject({ status: 409, json: { code: 'already_set_up' } })
  expect((await signIn(await openBrowser(lodge), email)).status).toBe(200)
  const fresh = await openBrowser(lodge)
  const used = await fresh.ask('POST', '/v1/setup/start', { token })
  expect(used).toMatchObject({ status: 410, json: { code: 'link_used' } })
  const late = await signInLink(email)
  await lodge.store.pool.query(`update sign_in_link set expires_at = now() where used_at is null`)
  const over = await fresh.ask('POST', '/v1/setup/start', { token: late })
  expect(over).toMatchObject({ status: 410, json: { code: 'link_expired' } })
})

test('set-up takes nobody’s address, and the desk’s name is its owners’', async () => {
  const taken = address('taken')
  await join(lodge, scene.desk(), await openBrowser(lodge), { email: taken })
  const asMember = async (role: string) => {
    const email = address(role)
    await scene.post('/v1/members', { email, name: 'X', role })
    const browser = await openBrowser(lodge, { desk: scene.desk() })
    await browser.ask('POST', '/v1/setup/start', { token: await signInLink(email) })
    return (body: object) => browser.ask('PUT', '/v1/setup', { name: 'X', password: PASSWORD, ...body })
  }
  const owner = await asMember('owner')
  expect(await owner({ email: taken })).toMatchObject({ status: 409, json: { code: 'email_taken' } })
  const agent = await asMember('agent')
  for (const body of [{ desk_name: 'Mine' }, { email: address('other') }]) {
    expect(await agent(body)).toMatchObject({ status: 403, json: { code: 'owners_only' } })
  }
  expect((await agent({})).status).toBe(200)
})

test('a link with --reset forgets the password that was', async () => {
  const email = address('kim')
  await join(lodge, scene.desk(), await openBrowser(lodge), { email })
  const token = await signInLink(email, true)
  const browser = await openBrowser(lodge, { desk: scene.desk() })
  expect((await signIn(browser, email)).status).toBe(401)
  await browser.ask('POST', '/v1/setup/start', { token })
  const done = await browser.ask('PUT', '/v1/setup', { name: 'Kim', password: 'an entirely new one' })
  expect(done.status).toBe(200)
  expect((await signIn(await openBrowser(lodge), email, 'an entirely new one')).status).toBe(200)
  expect(await eventsOf(lodge, scene.desk(), 'sign_in_link.created')).toMatchObject([{ data: { reset: true } }])
})

test('a caught invitation shows no link where there are other desks', async () => {
  await scene.start()
  await lodge.desk()
  const { token } = await invite({ email: address('kim') })
  const [mail] = await scene.mails('invitation', 1)
  const read = (await scene.get(`/v1/outbox/${mail.id}`)).json
  expect(read.state).toBe('caught')
  expect(`${read.text}${read.html}${read.raw}`).not.toContain(token.slice(-43))
})

test('another password by a mailed link, once; all sessions end', async () => {
  const server = await scene.server()
  await scene.start(server)
  // A desk's own server is not told: its administrators could read along.
  const own = { host: 'mail.desk.example', port: 587, tls: 'none' }
  await lodge.call(scene.desk().token, 'PUT', '/v1/mail/settings', { from_address: 'help@desk.example', smtp: own })
  const email = address('kim')
  const browser = await openBrowser(lodge, { desk: scene.desk() })
  await join(lodge, scene.desk(), browser, { email })
  const ask = (given: string) => browser.ask('POST', '/v1/password-reset', { email: given })
  expect(await ask('nobody@links.example')).toMatchObject({ status: 202, json: { email: 'nobody@links.example' } })
  expect(await ask(email)).toMatchObject({ status: 202, json: { email } })
  const [mail, ...more] = await scene.mails('password_reset', 1)
  expect([mail.to, more]).toEqual([{ address: email, name: 'Kim' }, []])
  // Whoever may read the outbox does not come in by what has left.
  const read = (await scene.get(`/v1/outbox/${mail.id}`)).json
  expect(`${read.text}${read.html}${read.raw}`).not.toContain('token=')
  const token = tokenIn(
    String(server.received.find(({ parsed }) => parsed.text?.includes('/reset-password?'))?.parsed.text),
  )
  const [event] = await eventsOf(lodge, scene.desk(), 'password.reset_requested')
  expect(JSON.stringify(event)).not.toContain(token.slice(-43))

  const finish = (given: string, password = 'an entirely new one') =>
    browser.ask('POST', '/v1/password-reset/finish', { token: given, password })
  expect((await finish(token, 'short')).status).toBe(400)
  expect((await finish('x')).status).toBe(404)
  // A link of one kind is none of another.
  const wrong = await browser.ask('POST', '/v1/setup/start', { token })
  expect(wrong).toMatchObject({ status: 404, json: { code: 'link_not_found' } })
  expect((await finish(token)).status).toBe(204)
  expect((await browser.ask('GET', '/v1/session')).status).toBe(401)
  expect(await finish(token)).toMatchObject({ status: 410, json: { code: 'link_used' } })
  expect((await signIn(browser, email)).status).toBe(401)
  expect((await signIn(browser, email, 'an entirely new one')).status).toBe(200)
})
