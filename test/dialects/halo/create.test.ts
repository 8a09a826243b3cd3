import { describe, expect, test } from 'vitest'
import { useLodge } from '../../support/lodge.ts'
import { haloOf } from './support.ts'

const lodge = useLodge()
const halo = haloOf(lodge)

const BODY = { email: 'ann@example.com', name: 'Ann', subject: 'The map is blank', message: 'Since this morning.' }
const create = (desk: { key: string }, body: unknown, headers: Record<string, string> = {}) =>
  halo.post(desk, 'tickets/create', body, headers)

describe('POST /api/sdk/tickets/create', () => {
  test('201 with success, the ticket and the user, and nothing else', async () => {
    const desk = await halo.desk()
    const made = await create(desk, { ...BODY, user_id: 'u1' })
    expect([made.status, made.json]).toEqual([
      201,
      {
        success: true,
        ticket: {
          id: expect.stringMatching(/^\d{15,19}$/),
          number: 1,
          subject: 'The map is blank',
          status: 'open',
          source: 'api',
        },
        user: { id: expect.stringMatching(/^\d+$/), external_id: 'u1', email: 'ann@example.com', created: true },
      },
    ])
  })

  test('the example of the page "Third-party integrations" is accepted', async () => {
    const desk = await halo.desk()
    const made = await create(desk, {
      email: 'ann@example.com',
      name: 'Ann',
      subject: 'Bug: Export fails',
      message: 'It says 500.',
      metadata: { severity: 'major', area: 'export' },
      source: 'bug_report',
    })
    const ticket = await halo.read(desk, made.json.ticket.id)
    expect(ticket).toMatchObject({ source: 'bug_report', metadata: { severity: 'major', area: 'export' } })
    expect(ticket.messages).toMatchObject([{ text: 'It says 500.', public: true, author: { kind: 'contact' } }])
  })

  test('user_id is looked up first, as the external id', async () => {
    const desk = await halo.desk()
    const first = await create(desk, { user_id: 'u1', email: 'ann@example.com', subject: 'One' })
    await create(desk, { email: 'bob@example.com', subject: 'Two' })
    const third = await create(desk, { user_id: 'u1', email: 'bob@example.com', subject: 'Three' })
    expect(third.json.user).toMatchObject({ id: first.json.user.id, created: false })
  })

  test('email is the fallback where user_id is nobody’s, who gets that external id', async () => {
    const desk = await halo.desk()
    const first = await create(desk, { email: 'ann@example.com', subject: 'One' })
    const second = await create(desk, { user_id: 'u1', email: 'Ann@Example.com', subject: 'Two' })
    expect(second.json.user).toMatchObject({ id: first.json.user.id, created: false })
    expect(await halo.contact(desk, first.json.user.id)).toMatchObject({ external_id: 'u1', email: 'ann@example.com' })
  })

  test('where neither is known, the user is created with the email, name and user_id given', async () => {
    const desk = await halo.desk()
    const { user } = (await create(desk, { ...BODY, user_id: 'u1' })).json
    expect(await halo.contact(desk, user.id)).toMatchObject({
      external_id: 'u1',
      email: 'ann@example.com',
      name: 'Ann',
    })
  })

  test('name enriches a user who has none', async () => {
    const desk = await halo.desk()
    const { user } = (await create(desk, { user_id: 'u1', subject: 'One' })).json
    await create(desk, { user_id: 'u1', name: 'Ann', subject: 'Two' })
    expect((await halo.contact(desk, user.id)).name).toBe('Ann')
  })

  test('user_id alone and email alone are enough; "anonymous" is nobody’s user_id', async () => {
    const desk = await halo.desk()
    expect((await create(desk, { user_id: 'u1', subject: 'x' })).status).toBe(201)
    expect((await create(desk, { email: 'bob@example.com', subject: 'x' })).status).toBe(201)
    const anonymous = await create(desk, { user_id: 'anonymous', email: 'bob@example.com', subject: 'x' })
    expect(anonymous.json.user).toMatchObject({ external_id: null, created: false })
    expect((await create(desk, { user_id: 'anonymous', subject: 'x' })).status).toBe(400)
  })

  test('where message is left out or empty, subject is the first message', async () => {
    const desk = await halo.desk()
    for (const message of [undefined, '']) {
      const { ticket } = (await create(desk, { ...BODY, message })).json
      expect((await halo.read(desk, ticket.id)).messages[0].text).toBe('The map is blank')
    }
  })

  test('priority "priority" is high and the status priority; "normal", the default, is open', async () => {
    const desk = await halo.desk()
    const high = (await create(desk, { ...BODY, priority: 'priority' })).json.ticket
    expect([high.status, (await halo.read(desk, high.id)).priority]).toEqual(['priority', 'high'])
    const normal = (await create(desk, { ...BODY, priority: 'normal' })).json.ticket
    expect([normal.status, (await halo.read(desk, normal.id)).priority]).toEqual(['open', 'normal'])
    expect((await halo.read(desk, normal.id)).status).toBe('open')
  })

  test.each([
    [true, true],
    [false, false],
    [undefined, false],
  ])('ai_enabled %j asks for an answer of the AI: %j', async (ai_enabled, answer) => {
    const desk = await halo.desk()
    await create(desk, { ...BODY, ai_enabled })
    expect((await halo.lastEvent(desk, 'ticket.created')).data.options.ai).toEqual({ answer })
  })

  test('the team is told, the requester is not mailed', async () => {
    const desk = await halo.desk()
    await create(desk, BODY)
    const event = await halo.lastEvent(desk, 'ticket.created')
    expect([event.actor_kind, event.data.options.notify]).toEqual(['widget', { requester: false, team: true }])
  })

  test('a ticket is read at once in the other contracts', async () => {
    const desk = await halo.desk()
    const { ticket } = (await create(desk, { ...BODY, priority: 'priority' })).json
    const headoni = await lodge.call(desk.token, 'GET', `/api/v1/tickets/${ticket.id}`)
    expect(headoni.json.ticket).toMatchObject({ number: ticket.number, priority: 'high' })
  })

  test('the answer tells nothing of a user that was not sent: the key is public', async () => {
    const desk = await halo.desk()
    await create(desk, { ...BODY, user_id: 'u1' })
    expect((await create(desk, { user_id: 'u1', subject: 'x' })).json.user).toMatchObject({ email: null })
    expect((await create(desk, { email: 'ann@example.com', subject: 'x' })).json.user).toMatchObject({
      external_id: null,
    })
  })

  test('a field that is not listed is ignored', async () => {
    const desk = await halo.desk()
    const made = await create(desk, { ...BODY, status: 'closed', org_id: '1', tags: ['x'], assignee: 'auto' })
    expect(await halo.read(desk, made.json.ticket.id)).toMatchObject({ status: 'open', tags: [], assignee: null })
  })

  test('200 {"success":true} and no ticket where the email is on the blocklist', async () => {
    const desk = await halo.desk()
    await lodge.call(desk.token, 'PUT', '/v1/blocklist', { value: 'ann@example.com' })
    const blocked = await create(desk, BODY)
    expect([blocked.status, blocked.json, await halo.count('ticket', desk)]).toEqual([200, { success: true }, 0])
  })

  test('Idempotency-Key: the same request replays, another one is 409', async () => {
    const desk = await halo.desk()
    const key = { 'idempotency-key': 'one' }
    const first = await create(desk, BODY, key)
    const again = await create(desk, BODY, key)
    expect([again.status, again.json, again.headers['idempotency-replayed']]).toEqual([201, first.json, 'true'])
    expect((await create(desk, { ...BODY, subject: 'Another' }, key)).status).toBe(409)
    expect(await halo.count('ticket', desk)).toBe(1)
  })
})

describe('POST /api/sdk/tickets/create, limits and refusals', () => {
  const long = (length: number) => 'x'.repeat(length)
  const REQUIRED = 'subject is required'
  const NOBODY = 'At least one of user_id or email is required'

  test.each([
    ['without subject', { subject: undefined }, REQUIRED],
    ['with an empty subject', { subject: '' }, REQUIRED],
    ['with subject null', { subject: null }, REQUIRED],
    ['without user_id and email', { email: undefined }, NOBODY],
    ['with both empty', { email: '', user_id: '' }, NOBODY],
    ['with a number for subject', { subject: 7 }, 'subject must be a string'],
    ['with 1,001 characters of subject', { subject: long(1_001) }, 'subject must be at most 1000 characters'],
    ['with 50,001 characters of message', { message: long(50_001) }, 'message must be at most 50000 characters'],
    ['with message null', { message: null }, 'message must be a string'],
    ['with 51 characters of source', { source: long(51) }, 'source must be at most 50 characters'],
    ['with a number for source', { source: 7 }, 'source must be a string'],
    ['with another priority', { priority: 'high' }, 'priority must be one of: normal, priority'],
    ['with a text for ai_enabled', { ai_enabled: 'true' }, 'ai_enabled must be true or false'],
    ['with a list for metadata', { metadata: [] }, 'metadata must be a JSON object'],
    ['with a text for metadata', { metadata: 'x' }, 'metadata must be a JSON object'],
    ['with no address for email', { email: 'ann' }, 'email must be an email address'],
    ['with a number for user_id', { user_id: 7 }, 'user_id must be a string'],
    ['with user_id null', { user_id: null }, 'user_id must be a string'],
    ['with a list for name', { name: [] }, 'name must be a string'],
  ])('400 with the error that says what is allowed: %s', async (_with, wrong, error) => {
    const desk = await halo.desk()
    const refused = await create(desk, { ...BODY, ...wrong })
    expect([refused.status, refused.json]).toEqual([400, { error }])
    expect([await halo.count('ticket', desk), await halo.count('contact', desk)]).toEqual([0, 0])
  })

  test('subject to 1,000 and message to 50,000 characters, an emoji being one', async () => {
    const desk = await halo.desk()
    expect((await create(desk, { ...BODY, subject: '🎫'.repeat(1_000), message: '🎫'.repeat(50_000) })).status).toBe(
      201,
    )
    expect((await create(desk, { ...BODY, subject: '🎫'.repeat(1_001) })).status).toBe(400)
    expect((await create(desk, { ...BODY, source: '🎫'.repeat(50) })).status).toBe(201)
  })

  test('metadata to 50,000 bytes: bytes, not characters', async () => {
    const desk = await halo.desk()
    // {"a":"…"} is 8 bytes around the text; é is two.
    expect((await create(desk, { ...BODY, metadata: { a: 'x'.repeat(49_992) } })).status).toBe(201)
    expect((await create(desk, { ...BODY, metadata: { a: 'é'.repeat(24_996) } })).status).toBe(201)
    for (const a of ['x'.repeat(49_993), 'é'.repeat(24_997)]) {
      const refused = await create(desk, { ...BODY, metadata: { a } })
      expect([refused.status, refused.json]).toEqual([400, { error: 'metadata must be at most 50000 bytes' }])
    }
  })

  test('400 with an error for a body that is no JSON object', async () => {
    const desk = await halo.desk()
    for (const body of ['{"subject":', '', '[]', '"x"', 'null']) {
      const refused = await create(desk, body)
      expect([body, refused.status, Object.keys(refused.json)]).toEqual([body, 400, ['error']])
    }
  })

  test('500 Failed to create ticket, and nothing of why', async () => {
    const desk = await halo.desk()
    await lodge.store.pool.query('alter table ticket rename to ticket_away')
    try {
      const failed = await create(desk, BODY)
      expect([failed.status, failed.json]).toEqual([500, { error: 'Failed to create ticket' }])
    } finally {
      await lodge.store.pool.query('alter table ticket_away rename to ticket')
    }
  })
})
