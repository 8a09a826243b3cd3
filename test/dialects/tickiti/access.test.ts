import { describe, expect, test } from 'vitest'
import { ABILITY_NAMES, type Ability } from '../../../src/dialects/tickiti/abilities.ts'
import { useLodge } from '../../support/lodge.ts'
import { key, tickitiToken } from './support.ts'

const lodge = useLodge()

const BODY = {
  originator_email_address: 'marcus@trailblazers-club.example',
  data: { subject: 'Cracked', content: 'x' },
}
const ask = async (path: string, payload: object, headers: Record<string, string> = {}) => {
  const answer = await lodge.app.inject({ method: 'POST', url: path, payload, headers })
  return { status: answer.statusCode, json: answer.json() }
}
const refusal = (error: string) => ({ ok: false, error, message: expect.any(String) })

describe('Authentication', () => {
  test('Authorization: Bearer 14|wfNx…, the number and the secret as `key create` shows them', async () => {
    const desk = await lodge.desk()
    const token = await tickitiToken(lodge, desk)
    expect(token).toMatch(/^\d+\|[\w-]{43}$/)
    expect((await lodge.call(token, 'POST', '/api/create_ticket', BODY, key())).status).toBe(200)
  })

  test.each(['/api/create_ticket', '/api/v1/tickets'])(
    '401 unauthenticated at %s without a token or with a wrong one',
    async (path) => {
      const desk = await lodge.desk()
      const token = await tickitiToken(lodge, desk)
      const wrongs: Record<string, string>[] = [
        { authorization: 'Bearer 14|wrong' },
        { authorization: `Bearer 99${token}` },
        {},
      ]
      for (const wrong of wrongs) {
        const answer = await ask(path, BODY, { ...key(), ...wrong })
        expect(answer).toEqual({ status: 401, json: refusal('unauthenticated') })
      }
    },
  )

  test.each<[string, Ability[]]>([
    ['/api/create_ticket', ['ticket-respond', 'send-email', 'ticket-index']],
    ['/api/v1/tickets', ['tickets:read', 'settings:write']],
  ])('403 forbidden at %s for a token without the ability: %j', async (path, abilities) => {
    const desk = await lodge.desk()
    for (const ability of abilities) {
      const answer = await lodge.call(await tickitiToken(lodge, desk, [ability]), 'POST', path, BODY, key())
      expect([answer.status, answer.json]).toEqual([403, refusal('forbidden')])
    }
  })

  test('create-ticket and tickets:write both let a token file tickets, by either generation', async () => {
    const desk = await lodge.desk()
    for (const ability of ['create-ticket', 'tickets:write'] satisfies Ability[]) {
      const token = await tickitiToken(lodge, desk, [ability])
      for (const path of ['/api/create_ticket', '/api/v1/tickets']) {
        expect((await lodge.call(token, 'POST', path, BODY, key())).status).toBe(200)
      }
    }
  })

  /** What one ability alone opens; in the newer vocabulary `:write` opens what `:read` does. */
  const OPENS: [path: string, ...Ability[]][] = [
    ['/api/create_ticket', 'create-ticket', 'tickets:write'],
    ['/api/v1/tickets', 'create-ticket', 'tickets:write'],
    ['/api/tickets/create', 'create-ticket', 'tickets:write'],
    ['/api/ticket_respond', 'ticket-respond', 'tickets:write'],
    ['/api/v1/tickets/respond', 'ticket-respond', 'tickets:write'],
    ['/api/tickets/1/respond', 'ticket-respond', 'tickets:write'],
    ['/api/send_email', 'send-email'],
    ['/api/tickiti_api_index', 'ticket-index', 'tickets:read', 'tickets:write'],
    ['/api/v1/tickets/show', 'tickets:read', 'tickets:write'],
    ['/api/v1/templates', 'templates:read', 'templates:write'],
    ['/api/v1/templates/delete', 'templates:write'],
    ['/api/v1/workflow/queues', 'workflow:read', 'workflow:write'],
    ['/api/v1/workflow/queues/delete', 'workflow:write'],
    ['/api/v1/settings/watchlists', 'settings:read', 'settings:write'],
    ['/api/v1/settings/watchlists/delete', 'settings:write'],
    ['/api/v1/mail/subjects', 'mail:read', 'mail:write'],
    ['/api/v1/mail/subjects/delete', 'mail:write'],
    ['/api/v1/reports/meta', 'reports:read', 'reports:write'],
    ['/api/v1/supervisor/jobs', 'supervisor:read', 'supervisor:write'],
    ['/api/v1/supervisor/jobs/delete', 'supervisor:write'],
    ['/api/v1/administration/users', 'administration:read', 'administration:write'],
    ['/api/v1/administration/storage/retention', 'administration:write'],
  ]

  test('an ability opens its own family’s paths and no others, to write or only to read; of our own it opens none', async () => {
    const desk = await lodge.desk()
    for (const ability of ABILITY_NAMES) {
      const token = await tickitiToken(lodge, desk, [ability])
      for (const [path, ...abilities] of OPENS) {
        const { status, json } = await lodge.call(token, 'POST', path, {})
        const isOpen = abilities.includes(ability)
        expect([ability, path, status !== 403]).toEqual([ability, path, isOpen])
        if (!isOpen) expect(json).toEqual(refusal('forbidden'))
      }
      expect((await lodge.call(token, 'GET', '/v1/tickets')).status).toBe(403)
    }
  })

  test('a token of several abilities, made by `key create` or POST /v1/credentials, goes by each of them; one of scopes by those', async () => {
    const desk = await lodge.desk()
    const given = { kind: 'tickiti', name: 'Portal', abilities: ['send-email', 'workflow:read'] }
    const made = await lodge.call(desk.token, 'POST', '/v1/credentials', given)
    expect([made.status, made.json.abilities]).toEqual([201, given.abilities])
    const may = async (path: string) => (await lodge.call(made.json.secret, 'POST', path, {})).status
    expect([await may('/api/v1/workflow/queues'), await may('/api/send_email')]).toEqual([200, 422])
    expect([await may('/api/ticket_respond'), await may('/api/v1/templates')]).toEqual([403, 403])
    const byScopes = { kind: 'tickiti', name: 'Portal', scopes: ['settings:read'] }
    const wide = await lodge.call(desk.token, 'POST', '/v1/credentials', byScopes)
    expect(wide.json.abilities).toBeNull()
    expect((await lodge.call(wide.json.secret, 'POST', '/api/v1/workflow/queues', {})).status).toBe(200)
    for (const wrong of [{ kind: 'token' }, { scopes: ['tickets:read'] }]) {
      const refused = await lodge.call(desk.token, 'POST', '/v1/credentials', { ...given, ...wrong })
      expect([refused.status, refused.json.errors[0].path]).toEqual([400, 'abilities'])
    }
  })

  test('403 forbidden on another desk’s host', async () => {
    const [desk, other] = [await lodge.desk(), await lodge.desk()]
    const headers = { ...key(), host: `${other.slug}.localhost` }
    const answer = await lodge.call(await tickitiToken(lodge, desk), 'POST', '/api/create_ticket', BODY, headers)
    expect([answer.status, answer.json]).toEqual([403, refusal('forbidden')])
  })
})

describe('POST /api/v1/tickets, which Headoni has too', () => {
  const HEADONI = { email: 'alice@example.com', subject: 'Login broken', body: 'x' }

  test('the credential says whose it is: <digits>|<secret> is Tickiti’s, any other Headoni’s', async () => {
    const desk = await lodge.desk()
    const theirs = await lodge.call(await tickitiToken(lodge, desk), 'POST', '/api/v1/tickets', BODY, key())
    expect([theirs.status, theirs.json.ok]).toEqual([200, true])
    const headonis = await lodge.call(desk.token, 'POST', '/api/v1/tickets', HEADONI, key())
    expect([headonis.status, headonis.json.ticket.number]).toEqual([201, 2])
    const refused = await lodge.call(desk.token, 'POST', '/api/v1/tickets', BODY, key())
    expect([refused.status, refused.json.error]).toEqual([400, 'invalid_body'])
  })

  test('without a credential, an Idempotency-Key or originator_email_address means Tickiti', async () => {
    const ours = { error: 'unauthenticated', detail: expect.any(String) }
    expect((await ask('/api/v1/tickets', HEADONI)).json).toEqual(ours)
    expect((await ask('/api/v1/tickets', HEADONI, key())).json).toEqual(refusal('unauthenticated'))
    expect((await ask('/api/v1/tickets', BODY)).json).toEqual(refusal('unauthenticated'))
  })
})

describe('POST /api/idempotency_key', () => {
  test.each(['/api/idempotency_key', '/api/v1/idempotency_key'])('%s mints a UUID, without a token', async (url) => {
    const minted = await lodge.app.inject({ method: 'POST', url, payload: { action: 'create_ticket' } })
    expect([minted.statusCode, minted.json()]).toEqual([
      200,
      { ok: true, data: { idempotency_key: expect.stringMatching(/^[0-9a-f-]{36}$/), action: 'create_ticket' } },
    ])
    expect((await lodge.app.inject({ method: 'POST', url })).statusCode).toBe(200)
  })
})

describe('POST /api/tickiti_api_index', () => {
  test('every endpoint with the ability it asks for', async () => {
    const desk = await lodge.desk()
    const listed = await lodge.call(await tickitiToken(lodge, desk, ['ticket-index']), 'POST', '/api/tickiti_api_index')
    expect(listed.status).toBe(200)
    const { endpoints } = listed.json.data
    expect(endpoints).toContainEqual({
      method: 'POST',
      path: '/api/create_ticket',
      ability: 'create-ticket',
      role: null,
    })
    expect(endpoints).toContainEqual({ method: 'POST', path: '/api/v1/tickets', ability: 'tickets:write', role: null })
    expect(endpoints.every(({ path }: { path: string }) => /^\/api\/(?!sdk)/.test(path))).toBe(true)
  })
})
