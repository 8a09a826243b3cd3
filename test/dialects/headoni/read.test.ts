import { beforeAll, describe, expect, test } from 'vitest'
import { type TestDesk, useLodge } from '../../support/lodge.ts'

const lodge = useLodge()

let desk: TestDesk
beforeAll(async () => {
  desk = await lodge.desk()
})

const get = (path: string, on = desk) => lodge.call(on.token, 'GET', `/api/v1${path}`)
const create = async (email: string, subject = 'Help', on = desk) =>
  (await lodge.call(on.token, 'POST', '/api/v1/tickets', { email, subject, body: 'Hello' })).json.ticket
const setStatus = (id: string, status: string, more = {}) =>
  lodge.call(desk.token, 'PATCH', `/v1/tickets/${id}`, { status, ...more })

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

describe('GET /tickets', () => {
  test('rows without bodies, id descending; 25 without a limit', async () => {
    const own = await lodge.desk()
    for (let n = 0; n < 27; n++) await create('ann@example.com', `Ticket ${n}`, own)
    const page = (await get('/tickets', own)).json
    expect(page.tickets).toHaveLength(25)
    expect(page.tickets[0]).toEqual({
      id: expect.stringMatching(/^\d+$/),
      number: 27,
      subject: 'Ticket 26',
      priority: 'normal',
      status: { id: '1', label: 'Open', internalType: 'open' },
      requester: { email: 'ann@example.com', name: 'ann' },
      createdAt: expect.stringMatching(ISO),
      updatedAt: expect.stringMatching(ISO),
    })
    const ids = page.tickets.map(({ id }: { id: string }) => BigInt(id))
    expect(ids).toEqual([...ids].sort((a, b) => (a < b ? 1 : -1)))
  })

  test('nextCursor is the last row’s id, and null at the end; with it come rows of smaller ids', async () => {
    const own = await lodge.desk()
    for (let n = 0; n < 5; n++) await create('ann@example.com', `Ticket ${n}`, own)
    const first = (await get('/tickets?limit=3', own)).json
    expect(first.nextCursor).toBe(first.tickets[2].id)
    const second = (await get(`/tickets?limit=3&cursor=${first.nextCursor}`, own)).json
    expect(second.tickets.map(({ number }: { number: number }) => number)).toEqual([2, 1])
    expect(second.nextCursor).toBeNull()
  })

  test('requesterEmail is exact, in any case', async () => {
    const own = await lodge.desk()
    await create('bob@example.com', 'Bob’s', own)
    await create('bobby@example.com', 'Bobby’s', own)
    const { tickets } = (await get('/tickets?requesterEmail=BOB@example.com', own)).json
    expect(tickets.map(({ subject }: { subject: string }) => subject)).toEqual(['Bob’s'])
  })

  test('status: one of four keywords, or the id of a status', async () => {
    const own = desk
    const made: Record<string, string> = {}
    for (const status of ['open', 'pending', 'snoozed', 'resolved', 'closed', 'spam']) {
      const { id } = await create(`${status}@example.com`, status, own)
      made[status] = id
      if (status !== 'open') {
        const more = status === 'snoozed' ? { snoozed_until: '2099-01-01T00:00:00Z' } : {}
        const closed = status === 'closed' ? { closed_at: new Date().toISOString() } : {}
        expect((await setStatus(id, status, { ...more, ...closed })).status).toBe(200)
      }
    }
    const subjects = async (status: string) =>
      (await get(`/tickets?limit=100&status=${status}`)).json.tickets
        .map(({ subject }: { subject: string }) => subject)
        .sort()
    expect(await subjects('open')).toEqual(['open', 'snoozed'])
    expect(await subjects('awaiting_reply')).toEqual(['pending'])
    expect(await subjects('resolved')).toEqual(['resolved'])
    expect(await subjects('closed')).toEqual(['closed', 'spam'])
    expect(await subjects('3')).toEqual(['snoozed'])
  })

  test.each(['huge', '7', '0'])('400 invalid_status for %s', async (status) => {
    expect(await get(`/tickets?status=${status}`)).toMatchObject({ status: 400, json: { error: 'invalid_status' } })
  })

  test.each(['limit=0', 'limit=101', 'limit=x', 'cursor=x', 'requesterEmail=x'])(
    '400 invalid_query for %s',
    async (q) => {
      const [path] = q.split('=')
      expect(await get(`/tickets?${q}`)).toMatchObject({
        status: 400,
        json: { error: 'invalid_query', issues: [{ path, message: expect.any(String) }] },
      })
    },
  )
})

describe('GET /tickets/{idOrNumber}', () => {
  test('by its number or its id: with department, type and public messages, the oldest first', async () => {
    const { id, number } = await create('carl@example.com', 'Broken')
    const reply = (body: object) => lodge.call(desk.token, 'POST', `/v1/tickets/${id}/messages`, body)
    await reply({ body: 'For the team only', public: false })
    await reply({ body: 'We look into it' })
    const byId = await get(`/tickets/${id}`)
    expect(byId.json).toEqual({
      ticket: {
        id,
        number,
        subject: 'Broken',
        priority: 'normal',
        status: expect.objectContaining({ internalType: 'open' }),
        requester: { email: 'carl@example.com', name: 'carl' },
        department: { id: expect.any(String), name: 'Support' },
        ticketType: { id: expect.any(String), name: 'Question' },
        createdAt: expect.stringMatching(ISO),
        updatedAt: expect.stringMatching(ISO),
        messages: [
          { id: expect.any(String), authorKind: 'end_user', bodyMd: 'Hello', createdAt: expect.stringMatching(ISO) },
          { id: expect.any(String), authorKind: 'agent', bodyMd: 'We look into it', createdAt: expect.any(String) },
        ],
      },
    })
    expect((await get(`/tickets/${number}`)).json).toEqual(byId.json)
  })

  test('the number is tried before the id', async () => {
    const own = await lodge.desk()
    const [one, other] = [await create('a@example.com', 'One', own), await create('b@example.com', 'Other', own)]
    const move = 'update ticket set id = $1::bigint where desk_id = $2 and id = $3'
    await lodge.store.pool.query(move, [one.number, own.id, other.id])
    expect((await get(`/tickets/${one.number}`, own)).json.ticket).toMatchObject({ id: one.id, subject: 'One' })
  })

  test.each([
    ['contact', 'end_user'],
    ['agent', 'agent'],
    ['ai', 'automation'],
    ['automation', 'automation'],
    ['system', 'system'],
  ])('authorKind of what %s wrote: %s', async (kind, authorKind) => {
    const { id } = await create('dora@example.com')
    const wrote = 'update message set author_kind = $1 where desk_id = $2 and ticket_id = $3'
    await lodge.store.pool.query(wrote, [kind, desk.id, id])
    expect((await get(`/tickets/${id}`)).json.ticket.messages[0].authorKind).toBe(authorKind)
  })

  test('email and name may be null', async () => {
    const made = await lodge.call(desk.token, 'POST', '/v1/tickets', {
      requester: { external_id: 'u1' },
      subject: 'Hello',
    })
    expect((await get(`/tickets/${made.json.id}`)).json.ticket.requester).toEqual({ email: null, name: null })
  })

  test.each(['abc', '1a', '-1', '1.5', '%F0%9F%8E%AB'])('400 invalid_id for %s', async (id) => {
    expect(await get(`/tickets/${id}`)).toMatchObject({ status: 400, json: { error: 'invalid_id' } })
  })

  test.each(['999999', '249819413262368770', '99999999999999999999999'])('404 ticket_not_found for %s', async (id) => {
    expect(await get(`/tickets/${id}`)).toMatchObject({ status: 404, json: { error: 'ticket_not_found' } })
  })
})

describe('GET /departments, GET /ticket-types', () => {
  test('departments by name, private ones too, deleted ones not', async () => {
    const own = await lodge.desk()
    await lodge.call(own.token, 'POST', '/v1/departments', { name: 'Zoo', is_public: false })
    await lodge.call(own.token, 'POST', '/v1/departments', { name: 'assembly' })
    const gone = (await lodge.call(own.token, 'POST', '/v1/departments', { name: 'Gone' })).json
    await lodge.call(own.token, 'DELETE', `/v1/departments/${gone.id}`)
    expect((await get('/departments', own)).json).toEqual({
      departments: [
        { id: expect.any(String), name: 'assembly', isDefault: false, isPublicToUsers: true },
        { id: expect.any(String), name: 'Support', isDefault: true, isPublicToUsers: true },
        { id: expect.any(String), name: 'Zoo', isDefault: false, isPublicToUsers: false },
      ],
    })
  })

  test('ticket types by sort order, archived ones not', async () => {
    const own = await lodge.desk()
    for (const [name, position] of [
      ['Zebra', 1],
      ['Last', 9_000],
      ['Ape', 8_000],
    ] as const) {
      await lodge.call(own.token, 'POST', '/v1/ticket-types', { name, position })
    }
    const names = (await get('/ticket-types', own)).json.ticketTypes.map(({ name }: { name: string }) => name)
    expect(names.filter((name: string) => ['Zebra', 'Last', 'Ape'].includes(name))).toEqual(['Zebra', 'Ape', 'Last'])
    const { json } = await get('/ticket-types', own)
    expect(json.ticketTypes[0]).toEqual({
      id: expect.any(String),
      name: expect.any(String),
      isInternal: expect.any(Boolean),
      isDefault: expect.any(Boolean),
    })
    const archived = json.ticketTypes.find((type: { isDefault: boolean }) => !type.isDefault)
    const before = json.ticketTypes.length
    const made = archived ?? (await lodge.call(own.token, 'POST', '/v1/ticket-types', { name: 'Extra' })).json
    await lodge.call(own.token, 'DELETE', `/v1/ticket-types/${made.id}`)
    const after = (await get('/ticket-types', own)).json.ticketTypes
    expect(after.map(({ id }: { id: string }) => id)).not.toContain(made.id)
    expect(after.length).toBe(archived ? before - 1 : before)
  })
})
