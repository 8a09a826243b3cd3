import { describe, expect, test } from 'vitest'
import { useLodge } from '../../support/lodge.ts'
import { countAll, key, tickitiToken } from './support.ts'

const lodge = useLodge()

const MARCUS = 'marcus@trailblazers-club.example'
const PATHS = ['/api/ticket_respond', '/api/v1/tickets/respond']

const open = async () => {
  const desk = await lodge.desk()
  const token = await tickitiToken(lodge, desk)
  const body = { originator_email_address: MARCUS, data: { subject: 'Cracked', content: 'It cracked.' } }
  await lodge.call(token, 'POST', '/api/create_ticket', body, key())
  const respond = (fields: object, path = '/api/v1/tickets/respond', headers = key()) =>
    lodge.call(token, 'POST', path, { ticket_number: 1, from_email: MARCUS, content: 'More.', ...fields }, headers)
  const patch = (change: object) => lodge.call(desk.token, 'PATCH', '/v1/tickets/1', change)
  const read = async () => (await lodge.call(desk.token, 'GET', '/v1/tickets/1')).json
  return { desk, token, respond, patch, read }
}

describe('POST /api/ticket_respond and /api/v1/tickets/respond', () => {
  test.each(PATHS)('200 at %s with ticket_id, response_id and whether it was reopened', async (path) => {
    const { respond, read } = await open()
    const made = await respond({}, path)
    const { id, messages } = await read()
    expect([made.status, made.json]).toEqual([
      200,
      { ok: true, data: { ticket_id: id, response_id: messages[1].id, reopened: false } },
    ])
    expect(messages[1]).toMatchObject({ text: 'More.', public: true, author: { kind: 'contact' } })
  })

  test('ticket_number: an integer or digits, with or without leading zeros', async () => {
    const { respond } = await open()
    for (const ticket_number of [1, '1', '000001']) expect((await respond({ ticket_number })).status).toBe(200)
    for (const ticket_number of ['x', '', '1.5', -1, null]) {
      const refused = await respond({ ticket_number })
      expect([refused.status, Object.keys(refused.json.errors)]).toEqual([422, ['ticket_number']])
    }
  })

  test('404 not_found for a ticket that there is not, or that is another desk’s', async () => {
    const { respond } = await open()
    const other = await open()
    await other.respond({})
    for (const ticket_number of [2, '9999999999999999999']) {
      const refused = await respond({ ticket_number })
      expect([refused.status, refused.json.error]).toEqual([404, 'not_found'])
    }
  })

  test('from_email: a member answers as staff; somebody else takes part from then on', async () => {
    const { desk, respond, read } = await open()
    const kim = { email: 'kim@acme.example', name: 'Kim Kay', role: 'agent' }
    await lodge.call(desk.token, 'POST', '/v1/members', kim)
    await respond({ from_email: 'Kim@acme.example' })
    await respond({ from_email: 'coach@trailblazers-club.example' })
    await respond({ from_email: 'coach@trailblazers-club.example' })
    const { messages, participants, requester } = await read()
    expect(messages[1].author).toMatchObject({ kind: 'agent', name: 'Kim Kay' })
    expect(messages[2].author).toMatchObject({ kind: 'contact' })
    expect(messages[2].author.id).not.toBe(requester.id)
    expect(messages[3].author).toEqual(messages[2].author)
    expect(participants).toMatchObject([{ role: 'cc', email: 'coach@trailblazers-club.example' }])
  })

  test('is_internal: a note that the customer does not see; public by default', async () => {
    const { respond, read } = await open()
    await respond({ is_internal: true })
    expect((await read()).messages[1].public).toBe(false)
  })

  test.each([
    ['closed', { status: 'closed' }],
    ['resolved', { status: 'resolved' }],
    ['on hold', { status: 'snoozed', snoozed_until: '2090-01-01T00:00:00Z' }],
  ])('posting reopens what is %s, and ends the hold', async (_what, change) => {
    const { respond, patch, read } = await open()
    await patch(change)
    expect((await respond({ is_internal: true })).json.data.reopened).toBe(true)
    expect(await read()).toMatchObject({ status: 'open', snoozed_until: null })
  })

  test('status on-hold needs on_hold_until, a day to come; open ends a hold; content may be left out', async () => {
    const { respond, read } = await open()
    const held = await respond({ status: 'on-hold', on_hold_until: '2090-06-04', content: undefined })
    expect(held.json.data).toMatchObject({ response_id: null, reopened: false })
    expect(await read()).toMatchObject({ status: 'snoozed', snoozed_until: '2090-06-04T00:00:00.000Z' })
    const opened = await respond({ status: 'open', content: undefined })
    expect(opened.json.data).toMatchObject({ response_id: null, reopened: true })
    expect((await read()).messages).toHaveLength(1)
    await respond({ status: 'on-hold', on_hold_until: '2090-06-04' })
    expect(await read()).toMatchObject({ status: 'snoozed', message_count: 2 })
  })

  test.each([
    ['no content and no status', { content: undefined }, 'content'],
    ['empty content', { content: ' ' }, 'content'],
    ['no from_email', { from_email: undefined }, 'from_email'],
    ['a from_email that is no address', { from_email: 'kim' }, 'from_email'],
    ['another status', { status: 'closed' }, 'status'],
    ['on-hold without a day', { status: 'on-hold' }, 'on_hold_until'],
    ['a day without on-hold', { on_hold_until: '2090-06-04' }, 'on_hold_until'],
    ['a day gone by', { status: 'on-hold', on_hold_until: '2020-06-04' }, 'on_hold_until'],
    ['a day that is none', { status: 'on-hold', on_hold_until: '2090-02-30' }, 'on_hold_until'],
    ['is_internal that is no boolean', { is_internal: 'yes' }, 'is_internal'],
  ])('422 for %s, and nothing is written', async (_what, fields, field) => {
    const { desk, respond } = await open()
    const before = await countAll(lodge, desk)
    const refused = await respond(fields)
    expect([refused.status, refused.json.error, Object.keys(refused.json.errors)]).toEqual([
      422,
      'validation_failed',
      [field],
    ])
    expect(await countAll(lodge, desk)).toEqual(before)
  })

  test.each(PATHS)(
    'the Idempotency-Key is mandatory at %s: it replays, or is 409 for another payload',
    async (path) => {
      const { desk, respond } = await open()
      const headers = key()
      expect((await respond({}, path, {})).json.errors).toHaveProperty('idempotency_key')
      const first = await respond({ from_email: 'new@trailblazers-club.example' }, path, headers)
      const again = await respond({ from_email: 'new@trailblazers-club.example' }, path, headers)
      expect([again.text, again.headers['idempotency-replayed']]).toEqual([first.text, 'true'])
      expect((await respond({ content: 'Other' }, path, headers)).json.error).toBe('idempotency_key_conflict')
      expect(await countAll(lodge, desk)).toMatchObject({ messages: 2 })
    },
  )

  test('images within the content become attachments of the response', async () => {
    const { respond, read } = await open()
    await respond({ content: '<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAAC"></p>' })
    const [, message] = (await read()).messages
    expect(message.html).toBe(`<p><img src="cid:${message.attachments[0].id}" /></p>`)
  })

  test('403 without ticket-respond or tickets:write', async () => {
    const { desk } = await open()
    const body = { ticket_number: 1, from_email: MARCUS, content: 'x' }
    const may = async (ability: Parameters<typeof tickitiToken>[2]) =>
      (await lodge.call(await tickitiToken(lodge, desk, ability), 'POST', PATHS[0] ?? '', body, key())).status
    expect(await may(['ticket-respond'])).toBe(200)
    expect(await may(['tickets:write'])).toBe(200)
    expect(await may(['create-ticket'])).toBe(403)
  })
})

describe('The lean endpoints', () => {
  test('POST /api/tickets/create: ticket_number, ticket_id and an unguessable secure_id; no key needed', async () => {
    const { desk, token } = await open()
    await lodge.call(desk.token, 'POST', '/v1/departments', { name: 'Returns' })
    const flat = { originator_email_address: MARCUS, subject: 'Cracked', content: 'Again.', queue_name: 'Returns' }
    const made = await lodge.call(token, 'POST', '/api/tickets/create', { ...flat, is_public: false })
    expect([made.status, made.json]).toEqual([
      200,
      {
        ok: true,
        data: {
          ticket_number: 2,
          ticket_id: expect.stringMatching(/^\d+$/),
          secure_id: expect.stringMatching(/^[\w-]{43}$/),
        },
      },
    ])
    const ticket = (await lodge.call(desk.token, 'GET', `/v1/tickets/${made.json.data.ticket_id}`)).json
    expect(ticket).toMatchObject({ number: 2, department: { name: 'Returns' }, messages: [{ public: false }] })
    const { originator_email_address, ...data } = flat
    const nested = await lodge.call(token, 'POST', '/api/tickets/create', { originator_email_address, data })
    expect(nested.json.data.ticket_number).toBe(3)
    expect(nested.json.data.secure_id).not.toBe(made.json.data.secure_id)
  })

  test('who is on the blocklist gets no ticket, and so no number', async () => {
    const { desk, token } = await open()
    await lodge.call(desk.token, 'PUT', '/v1/blocklist', { value: MARCUS })
    const flat = { originator_email_address: MARCUS, subject: 'Cracked', content: 'Again.' }
    const made = await lodge.call(token, 'POST', '/api/tickets/create', flat)
    const none = { ticket_number: null, ticket_id: null, secure_id: null }
    expect([made.status, made.json]).toEqual([200, { ok: true, data: none }])
    expect(await countAll(lodge, desk)).toMatchObject({ tickets: 1 })
  })

  test('an Idempotency-Key that is sent all the same is honoured', async () => {
    const { token } = await open()
    const flat = { originator_email_address: MARCUS, subject: 'Cracked', content: 'Again.' }
    const headers = key()
    const first = await lodge.call(token, 'POST', '/api/tickets/create', flat, headers)
    const again = await lodge.call(token, 'POST', '/api/tickets/create', flat, headers)
    expect([again.text, again.headers['idempotency-replayed']]).toEqual([first.text, 'true'])
  })

  test.each([
    [{ subject: undefined }, 'subject'],
    [{ content: '' }, 'content'],
    [{ originator_email_address: 'x' }, 'originator_email_address'],
    [{ queue_name: 'Nowhere' }, 'queue_name'],
    [{ is_public: 1 }, 'is_public'],
  ])('422 at /api/tickets/create for %j', async (fields, field) => {
    const { desk, token } = await open()
    const before = await countAll(lodge, desk)
    const flat = { originator_email_address: MARCUS, subject: 'Cracked', content: 'Again.', ...fields }
    const refused = await lodge.call(token, 'POST', '/api/tickets/create', flat)
    expect([refused.status, Object.keys(refused.json.errors)]).toEqual([422, [field]])
    expect(await countAll(lodge, desk)).toEqual(before)
  })

  test('POST /api/tickets/{number}/respond: flat, no key needed; the token speaks where nobody is named', async () => {
    const { token, read } = await open()
    const made = await lodge.call(token, 'POST', '/api/tickets/000001/respond', { content: 'We look into it.' })
    const { id, messages } = await read()
    expect(made.json).toEqual({ ok: true, data: { ticket_id: id, response_id: messages[1].id, reopened: false } })
    expect(messages[1].author).toEqual({ kind: 'agent', id: null, name: 'test' })
    const none = await lodge.call(token, 'POST', '/api/tickets/7/respond', { content: 'x' })
    expect([none.status, none.json.error]).toEqual([404, 'not_found'])
  })
})
