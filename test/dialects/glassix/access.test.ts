import { describe, expect, test } from 'vitest'
import { useLodge } from '../../support/lodge.ts'
import { addMember } from '../../support/tickets.ts'
import { CLIENT, glassixOf } from './support.ts'

const lodge = useLodge()
const limited = useLodge({ rateLimits: { perCredential: 45, perAddress: 10_000 } })
const glassix = glassixOf(lodge)

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

describe('POST /token/get', () => {
  test('apiKey, apiSecret and userName become access_token, token_type bearer and expires_in 10800', async () => {
    const { apiKey, apiSecret, userName } = await glassix.desk()
    expect(apiKey).toMatch(GUID)
    expect(userName).toBe('dana@staff.example')
    const got = await glassix.post('token/get', { apiKey, apiSecret, userName })
    expect([got.statusCode, got.json()]).toEqual([
      200,
      { access_token: expect.stringMatching(/^[\w-]{80,}$/), token_type: 'bearer', expires_in: 10_800 },
    ])
    expect(got.json().access_token).not.toContain(apiSecret)
  })

  test('the GUID and the user’s name may be in any case', async () => {
    const { apiKey, apiSecret, userName } = await glassix.desk()
    const given = { apiKey: apiKey.toUpperCase(), apiSecret, userName: userName.toUpperCase() }
    expect((await glassix.post('token/get', given)).statusCode).toBe(200)
  })

  test('401 with a message for a wrong key, secret or user, or another kind of credential', async () => {
    const on = await glassix.desk()
    const other = await glassix.pair(on, 'Other', 'Omar')
    const foreign = await glassix.pair(await lodge.desk(), 'Service', 'Zoe')
    const right = { apiKey: on.apiKey, apiSecret: on.apiSecret, userName: on.userName }
    for (const wrong of [
      { apiKey: other.apiKey },
      { apiKey: '' },
      { apiSecret: other.apiSecret },
      { apiSecret: on.token },
      { userName: 'nobody@staff.example' },
      { userName: foreign.userName },
      { userName: on.memberId },
    ]) {
      const refused = await glassix.post('token/get', { ...right, ...wrong })
      expect([refused.statusCode, refused.json()]).toEqual([
        401,
        { message: 'apiKey, apiSecret or userName is wrong.' },
      ])
    }
  })

  test('the token carries the user who was named: another of the desk works under the same key and secret', async () => {
    const on = await glassix.desk()
    const noa = await addMember(lodge, on, 'Noa')
    const { apiKey, apiSecret } = on
    const get = (userName: string) => glassix.post('token/get', { apiKey, apiSecret, userName })
    const hers = { accessToken: (await get('noa@staff.example')).json().access_token }
    const body = { participants: [CLIENT], getAvailableUser: false }
    const made = await glassix.call(hers, 'POST', 'tickets/create', body)
    expect(made.json.owner.UserName).toBe('noa@staff.example')
    const sent = await glassix.call(hers, 'POST', `tickets/send/${made.json.id}`, { text: 'Noa here' })
    expect(sent.json.fromParticipant).toMatchObject({ type: 'User', userName: 'noa@staff.example' })
    const own = await glassix.call(on, 'POST', 'tickets/create', body)
    expect(own.json.owner.UserName).toBe('dana@staff.example')
    await lodge.call(on.token, 'DELETE', `/v1/members/${noa}`)
    expect((await glassix.call(hers, 'GET', 'users/getstatus')).status).toBe(401)
    expect((await glassix.call(on, 'GET', 'users/getstatus')).status).toBe(200)
  })

  test('401 for a user who may do more than the pair’s own', async () => {
    const on = await glassix.desk()
    await addMember(lodge, on, 'Ada', { role: 'admin' })
    const { apiKey, apiSecret } = on
    expect((await glassix.post('token/get', { apiKey, apiSecret, userName: 'ada@staff.example' })).statusCode).toBe(401)
  })

  test('403 for the secret at any other path: a pair is for one department', async () => {
    const on = await glassix.desk()
    const refused = await lodge.call(on.apiSecret, 'GET', '/v1/tickets')
    expect([refused.status, refused.json.code]).toEqual([403, 'contract_key'])
  })

  test('400 that names the field which is missing', async () => {
    for (const field of ['apiKey', 'apiSecret', 'userName']) {
      const refused = await glassix.post('token/get', {
        apiKey: 'a',
        apiSecret: 'b',
        userName: 'c',
        [field]: undefined,
      })
      expect([refused.statusCode, refused.json()]).toEqual([400, { message: `${field} is required (a string).` }])
    }
  })

  test('403 on another desk’s host, 404 on a host of no desk, 200 on the desk’s own', async () => {
    const on = await glassix.desk()
    const other = await lodge.desk()
    const { apiKey, apiSecret, userName } = on
    const status = async (host: string) =>
      (await glassix.post('token/get', { apiKey, apiSecret, userName }, host)).statusCode
    expect(await status(`${on.slug}.localhost:4000`)).toBe(200)
    expect(await status(`${other.slug}.localhost`)).toBe(403)
    expect(await status('nobody.localhost')).toBe(404)
  })

  test('429 with Retry-After and a message for who asks for a token again and again, for anything too often, and who guesses', async () => {
    const there = glassixOf(limited)
    const on = await there.desk()
    let asked = await there.call(on, 'GET', 'users/getstatus')
    for (let n = 0; n < 60 && asked.status === 200; n++) asked = await there.call(on, 'GET', 'users/getstatus')
    expect([asked.status, asked.json]).toEqual([429, { message: expect.any(String) }])
    expect(Number(asked.headers['retry-after'])).toBeGreaterThan(0)
    const { apiKey, apiSecret, userName } = await there.desk()
    const ask = (secret: string) => there.post('token/get', { apiKey, apiSecret: secret, userName })
    let last = await ask(apiSecret)
    for (let n = 0; n < 40 && last.statusCode === 200; n++) last = await ask(apiSecret)
    expect([last.statusCode, last.json()]).toEqual([429, { message: expect.stringContaining('30 access tokens') }])
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
    let guessed = await ask('guess')
    for (let n = 0; n < 40 && guessed.statusCode === 401; n++) guessed = await ask(`guess ${n}`)
    expect(guessed.statusCode).toBe(429)
  })
})

describe('Access tokens and errors', () => {
  const list = 'tickets/list?since=01/01/2026 00:00:00:00&until=31/01/2026 00:00:00:00'

  test('Authorization: Bearer <access_token>; 401 {"message"} without one, with a wrong one, or with the secret itself', async () => {
    const on = await glassix.desk()
    expect((await glassix.call(on, 'GET', list)).status).toBe(200)
    const tampered = `${on.accessToken.slice(0, -2)}xx`
    for (const accessToken of ['', 'wrong', on.apiSecret, on.token, tampered]) {
      const refused = await glassix.call({ accessToken }, 'GET', list)
      expect([refused.status, refused.json]).toEqual([401, { message: expect.stringContaining('token/get') }])
      expect(refused.headers['www-authenticate']).toMatch(/^Bearer/)
    }
  })

  test('401 once the pair is revoked, or its user is disabled', async () => {
    const on = await glassix.desk()
    const second = await glassix.pair(on, 'Second', 'Sam')
    await lodge.call(on.token, 'DELETE', `/v1/credentials/${on.credentialId}`)
    expect((await glassix.call(on, 'GET', list)).status).toBe(401)
    expect((await glassix.call(second, 'GET', list)).status).toBe(200)
    await lodge.call(on.token, 'DELETE', `/v1/members/${second.memberId}`)
    expect((await glassix.call(second, 'GET', list)).status).toBe(401)
  })

  test('401 after three hours', async () => {
    const on = await glassix.desk()
    const sealing = { deskId: '0', purpose: 'glassix/access-token' }
    const token = (until: number) =>
      lodge.lodge.secrets.seal(sealing, JSON.stringify([on.apiSecret, until])).toString('base64url')
    expect((await glassix.call({ accessToken: token(Date.now() + 60_000) }, 'GET', list)).status).toBe(200)
    expect((await glassix.call({ accessToken: token(Date.now() - 1) }, 'GET', list)).status).toBe(401)
  })

  test('the host says which desk: 403 on another desk’s, 404 on nobody’s', async () => {
    const on = await glassix.desk()
    const other = await lodge.desk()
    const status = async (host: string) =>
      (await lodge.call(on.accessToken, 'GET', `/api/v1.2/${list}`, undefined, { host })).status
    expect(await status(`${on.slug}.localhost`)).toBe(200)
    expect(await status(`${other.slug}.localhost`)).toBe(403)
    expect(await status('nobody.localhost')).toBe(404)
  })

  test('403 on every route for a pair without its scope', async () => {
    const on = await glassix.desk()
    const issued = await lodge.call(on.token, 'POST', '/v1/credentials', {
      kind: 'pair',
      name: 'Nothing',
      scopes: ['settings:read'],
      department: on.departmentId,
      member: on.memberId,
    })
    const { apiKey, apiSecret, userName } = issued.json
    const { access_token: accessToken } = (await glassix.post('token/get', { apiKey, apiSecret, userName })).json()
    const routes = lodge.app.routeTable.filter(
      ({ url, config }) => url.startsWith('/api/v1.2/') && config?.policy !== 'public',
    )
    expect(routes.length).toBeGreaterThan(30)
    for (const { method, url } of routes) {
      const path = url.replace('/api/v1.2/', '').replace(/:\w+/, '1')
      expect([url, (await glassix.call({ accessToken }, String(method), path)).status]).toEqual([url, 403])
    }
  })
})
