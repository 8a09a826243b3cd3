import { describe, expect, test } from 'vitest'
import { readUntil } from '../../support/feed.ts'
import { type TestDesk, useLodge } from '../../support/lodge.ts'

const lodge = useLodge()

const BODY = { email: 'alice@example.com', subject: 'Login broken', body: 'I loop **back** to /sign-in.' }

const create = (desk: TestDesk, body: unknown, headers: Record<string, string> = {}) =>
  lodge.call(desk.token, 'POST', '/api/v1/tickets', body, headers)
const read = async (desk: TestDesk, id: string) => (await lodge.call(desk.token, 'GET', `/v1/tickets/${id}`)).json
const count = async (desk: TestDesk) => {
  const found = await lodge.store.pool.query('select count(*)::integer as n from ticket where desk_id = $1', [desk.id])
  return found.rows[0].n
}
const createdEvents = (desk: TestDesk) => readUntil(lodge, desk, 1, '', '&types=ticket.created')

describe('POST /tickets', () => {
  test('201 with id as a string, number, subject, priority and the requester’s email, and nothing else', async () => {
    const desk = await lodge.desk()
    const made = await create(desk, BODY)
    expect(made.status).toBe(201)
    expect(made.json).toEqual({
      ticket: {
        id: expect.stringMatching(/^\d{15,19}$/),
        number: 1,
        subject: 'Login broken',
        priority: 'normal',
        requester: { email: 'alice@example.com' },
      },
    })
  })

  test('the requester is created on first use, not the token’s owner; later tickets are theirs too', async () => {
    const desk = await lodge.desk()
    const first = (await create(desk, { ...BODY, name: 'Alice' })).json.ticket
    const second = (await create(desk, { ...BODY, name: 'Somebody else' })).json.ticket
    const [one, two] = [await read(desk, first.id), await read(desk, second.id)]
    expect(one.requester).toMatchObject({ email: 'alice@example.com', name: 'Alice' })
    expect(two.requester).toEqual(one.requester)
  })

  test('email is lowercased; the local part is the name where none is sent', async () => {
    const desk = await lodge.desk()
    const made = await create(desk, { ...BODY, email: 'Alice.B@Example.COM' })
    expect(made.json.ticket.requester).toEqual({ email: 'alice.b@example.com' })
    expect((await read(desk, made.json.ticket.id)).requester.name).toBe('alice.b')
  })

  test('body becomes the first public message, and is read back as bodyMd', async () => {
    const desk = await lodge.desk()
    const { id } = (await create(desk, BODY)).json.ticket
    const got = await lodge.call(desk.token, 'GET', `/api/v1/tickets/${id}`)
    expect(got.json.ticket.messages).toMatchObject([{ authorKind: 'end_user', bodyMd: BODY.body }])
    expect((await read(desk, id)).messages[0]).toMatchObject({ public: true, format: 'markdown' })
  })

  test.each(['low', 'normal', 'high', 'urgent'])('priority %s is kept', async (priority) => {
    const desk = await lodge.desk()
    expect((await create(desk, { ...BODY, priority })).json.ticket.priority).toBe(priority)
  })

  test('departmentId: any department in use, private ones too; the desk’s default without one', async () => {
    const desk = await lodge.desk()
    const department = (
      await lodge.call(desk.token, 'POST', '/v1/departments', { name: 'Back office', is_public: false })
    ).json
    const placed = (await create(desk, { ...BODY, departmentId: department.id })).json.ticket
    expect((await read(desk, placed.id)).department.name).toBe('Back office')
    const unplaced = (await create(desk, BODY)).json.ticket
    expect((await read(desk, unplaced.id)).department.name).toBe('Support')
  })

  test('ticketTypeId: any type in use; the desk’s default without one', async () => {
    const desk = await lodge.desk()
    const type = (await lodge.call(desk.token, 'POST', '/v1/ticket-types', { name: 'Bug', is_internal: true })).json
    const typed = (await create(desk, { ...BODY, ticketTypeId: type.id })).json.ticket
    expect((await read(desk, typed.id)).type.name).toBe('Bug')
    const untyped = (await create(desk, BODY)).json.ticket
    expect((await read(desk, untyped.id)).type.name).toBe('Question')
  })

  test('400 department_not_found for one of another desk, deleted, or only called like that number', async () => {
    const [desk, other] = [await lodge.desk(), await lodge.desk()]
    const foreign = (await lodge.call(other.token, 'POST', '/v1/departments', { name: 'Theirs' })).json
    const deleted = (await lodge.call(desk.token, 'POST', '/v1/departments', { name: 'Gone' })).json
    await lodge.call(desk.token, 'DELETE', `/v1/departments/${deleted.id}`)
    await lodge.call(desk.token, 'POST', '/v1/departments', { name: '4711' })
    for (const departmentId of [foreign.id, deleted.id, '4711', '99']) {
      expect(await create(desk, { ...BODY, departmentId })).toMatchObject({
        status: 400,
        json: { error: 'department_not_found' },
      })
    }
    expect(await count(desk)).toBe(0)
  })

  test('400 ticket_type_not_found for one of another desk or archived', async () => {
    const [desk, other] = [await lodge.desk(), await lodge.desk()]
    const foreign = (await lodge.call(other.token, 'POST', '/v1/ticket-types', { name: 'Theirs' })).json
    const archived = (await lodge.call(desk.token, 'POST', '/v1/ticket-types', { name: 'Gone' })).json
    await lodge.call(desk.token, 'DELETE', `/v1/ticket-types/${archived.id}`)
    for (const ticketTypeId of [foreign.id, archived.id]) {
      expect(await create(desk, { ...BODY, ticketTypeId })).toMatchObject({
        status: 400,
        json: { error: 'ticket_type_not_found' },
      })
    }
  })

  test('200 {"ok":true} and no ticket where the email is on the blocklist', async () => {
    const desk = await lodge.desk()
    await lodge.call(desk.token, 'PUT', '/v1/blocklist', { value: 'alice@example.com' })
    const blocked = await create(desk, BODY)
    expect([blocked.status, blocked.json]).toEqual([200, { ok: true }])
    expect(await count(desk)).toBe(0)
  })

  test('the created event names the token as its channel: API Via {token name}', async () => {
    const desk = await lodge.desk()
    await create(desk, BODY)
    const [event] = (await createdEvents(desk)).data
    expect(event?.data).toMatchObject({ ticket: { source: 'API Via test' } })
  })

  test('it is the bulk-import path: nobody is mailed', async () => {
    const desk = await lodge.desk()
    await create(desk, BODY)
    const [event] = (await createdEvents(desk)).data
    expect(event?.data).toMatchObject({ options: { notify: { requester: false, team: false } } })
  })

  test('a field that is not listed is ignored', async () => {
    const desk = await lodge.desk()
    expect((await create(desk, { ...BODY, status: 'closed', id: '1', extra: { deep: true } })).status).toBe(201)
  })

  test('Idempotency-Key: the same request replays, another one is 409 idempotency_key_conflict', async () => {
    const desk = await lodge.desk()
    const key = { 'idempotency-key': 'one' }
    const first = await create(desk, BODY, key)
    const again = await create(desk, BODY, key)
    expect([again.status, again.json, again.headers['idempotency-replayed']]).toEqual([201, first.json, 'true'])
    const other = await create(desk, { ...BODY, subject: 'Another' }, key)
    expect([other.status, other.json.error]).toEqual([409, 'idempotency_key_conflict'])
    expect(await count(desk)).toBe(1)
  })
})

describe('POST /tickets, refused', () => {
  const long = (length: number) => 'x'.repeat(length)
  test.each([
    ['email', undefined, 'required'],
    ['email', null, 'wrong_type'],
    ['email', 'alice', 'invalid_email'],
    ['email', `${long(250)}@example.com`, 'invalid_email'],
    ['name', long(121), 'too_long'],
    ['subject', undefined, 'required'],
    ['subject', '', 'too_short'],
    ['subject', long(501), 'too_long'],
    ['body', undefined, 'required'],
    ['body', '', 'too_short'],
    ['body', long(50_001), 'too_long'],
    ['priority', 'huge', 'not_allowed'],
    ['departmentId', 'support', 'invalid_id'],
    ['departmentId', 7, 'wrong_type'],
    ['ticketTypeId', 'bug', 'invalid_id'],
  ])('400 invalid_body with the issue of %s %j: %s', async (field, value, code) => {
    const desk = await lodge.desk()
    const refused = await create(desk, { ...BODY, [field]: value })
    expect(refused.status).toBe(400)
    expect(refused.json).toEqual({
      error: 'invalid_body',
      detail: expect.any(String),
      issues: [{ path: field, code, message: expect.any(String) }],
    })
    expect(await count(desk)).toBe(0)
  })

  test('limits count characters: 120 emoji are a name, 500 a subject, 50,000 a body, and one more is none', async () => {
    const desk = await lodge.desk()
    const tickets = (count: number) => '🎫'.repeat(count)
    const full = { ...BODY, name: tickets(120), subject: tickets(500), body: tickets(50_000) }
    const made = await create(desk, full)
    expect(made.status).toBe(201)
    const { ticket } = (await lodge.call(desk.token, 'GET', `/api/v1/tickets/${made.json.ticket.id}`)).json
    expect([ticket.requester.name, ticket.subject, ticket.messages[0].bodyMd]).toEqual([
      full.name,
      full.subject,
      full.body,
    ])
    for (const field of ['name', 'subject', 'body'] as const) {
      const refused = await create(desk, { ...full, [field]: `${full[field]}🎫` })
      expect([field, refused.status, refused.json.issues[0].path]).toEqual([field, 400, field])
    }
  })

  test('malformed JSON is 400 invalid_body with one issue whose path is empty', async () => {
    const desk = await lodge.desk()
    for (const body of ['{"email":', '', '[', '\xff']) {
      const headers = { authorization: `Bearer ${desk.token}`, 'content-type': 'application/json' }
      const refused = await lodge.app.inject({ method: 'POST', url: '/api/v1/tickets', headers, payload: body })
      expect([refused.statusCode, refused.json()]).toMatchObject([
        400,
        { error: 'invalid_body', issues: [{ path: '' }] },
      ])
    }
  })
})
