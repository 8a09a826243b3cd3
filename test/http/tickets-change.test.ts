import { describe, expect, test } from 'vitest'
import { useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addDepartment, addMember, addTicketType, eventsOf, fileTicket, otherDesksTicket } from '../support/tickets.ts'

const lodge = useLodge()
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

/** A desk with a ticket, and how to change and read it. */
const start = async (fields: object = {}) => {
  const desk = await lodge.desk()
  const ticket = await fileTicket(lodge, desk, fields)
  const patch = (body: unknown, headers = {}) =>
    lodge.call(desk.token, 'PATCH', `/v1/tickets/${ticket.id}`, body, headers)
  const read = async () => (await lodge.call(desk.token, 'GET', `/v1/tickets/${ticket.id}`)).json
  return { desk, ticket, patch, read }
}

test('200 changes each field, and reads back as it was answered', async () => {
  const { desk, ticket, patch, read } = await start({
    tags: ['old'],
    fields: { a: '1', b: '2' },
    metadata: { x: 1, y: { z: 2 } },
  })
  const bo = await addMember(lodge, desk, 'Bo')
  await addDepartment(lodge, desk, 'Sales')
  const bug = await addTicketType(lodge, desk, 'Bug')
  const answer = await patch({
    subject: 'Still locked out',
    priority: 'high',
    department: 'sales',
    type: bug,
    assignee: 'Bo@staff.example',
    tags: ['New ', 'b'],
    fields: { b: null, c: '3' },
    metadata: { y: [1], x: null },
    external_ref: 'crm-1',
    culture: 'pt-PT',
  })
  expect(answer.status, answer.text).toBe(200)
  const { messages, sla, links, ...before } = ticket
  expect(answer.json).toEqual({
    ...before,
    subject: 'Still locked out',
    priority: 'high',
    department: { id: expect.any(String), name: 'Sales' },
    type: { id: bug, name: 'Bug' },
    assignee: { id: bo, name: 'Bo', email: 'bo@staff.example' },
    tags: ['b', 'new'],
    fields: { a: '1', c: '3' },
    metadata: { y: [1] },
    external_ref: 'crm-1',
    culture: 'pt-PT',
    updated_at: expect.any(String),
  })
  expect(await read()).toEqual({ ...answer.json, messages, sla, links })
  expect((await patch({ assignee: null, external_ref: null })).json).toMatchObject({
    assignee: null,
    external_ref: null,
  })
})

test('200 one event, with the ticket after and what changed', async () => {
  const { desk, ticket, patch } = await start({ tags: ['a'] })
  const answer = await patch({ priority: 'urgent', add_tags: ['b'] })
  expect(await eventsOf(lodge, desk, 'ticket.updated')).toEqual([
    {
      ticket: answer.json,
      changes: { priority: { from: 'normal', to: 'urgent' }, tags: { from: ['a'], to: ['a', 'b'] } },
    },
  ])
  expect(answer.json.updated_at >= ticket.updated_at).toBe(true)
})

test('200 a change that changes nothing writes nothing', async () => {
  const { desk, ticket, patch, read } = await start({ tags: ['a'], fields: { f: '1' }, metadata: { m: { n: 1 } } })
  const answer = await patch({
    subject: ticket.subject,
    status: 'open',
    tags: ['A'],
    fields: { f: '1', gone: null },
    metadata: { m: { n: 1 } },
    department: ticket.department.id,
    assignee: null,
    snoozed_until: null,
    closed_at: null,
  })
  expect(answer.status).toBe(200)
  expect(await eventsOf(lodge, desk, 'ticket.updated')).toEqual([])
  expect((await read()).updated_at).toBe(ticket.updated_at)
})

test('200 tags: replaced, removed, added, in that order', async () => {
  const { patch, read } = await start({ tags: ['a', 'b'] })
  expect((await patch({ add_tags: ['c'], remove_tags: ['a', 'never'] })).json.tags).toEqual(['b', 'c'])
  expect((await patch({ tags: ['x', 'y'], remove_tags: ['x'], add_tags: ['z'] })).json.tags).toEqual(['y', 'z'])
  expect((await patch({ tags: [] })).json.tags).toEqual([])
  expect((await read()).tags).toEqual([])
})

test('200 auto finds the agent with the fewest open tickets, and leaves who it is where nobody is online', async () => {
  const { desk, ticket, patch } = await start()
  expect((await patch({ assignee: 'auto' })).json.assignee).toBe(null)
  const bo = await addMember(lodge, desk, 'Bo')
  await fileTicket(lodge, desk, { assignee: bo })
  const cy = await addMember(lodge, desk, 'Cy')
  await addMember(lodge, desk, 'Di', { availability: 'away' })
  expect((await patch({ assignee: 'auto' })).json.assignee.id).toBe(cy)
  await lodge.store.pool.query(`update member set availability = 'offline' where desk_id = $1`, [desk.id])
  expect((await patch({ assignee: 'auto' })).json).toMatchObject({ id: ticket.id, assignee: { id: cy } })
})

describe('status', () => {
  test('200 resolving, closing and reopening set and clear their times', async () => {
    const { patch } = await start()
    const resolved = (await patch({ status: 'resolved' })).json
    expect(resolved).toMatchObject({ resolved_at: resolved.updated_at, closed_at: null })
    const closed = (await patch({ status: 'closed' })).json
    expect(closed).toMatchObject({ resolved_at: resolved.resolved_at, closed_at: closed.updated_at })
    expect((await patch({ status: 'open' })).json).toMatchObject({ resolved_at: null, closed_at: null })
  })

  test('200 snoozing and waking', async () => {
    const { patch } = await start()
    const until = inDays(2)
    expect((await patch({ status: 'snoozed', snoozed_until: until })).json.snoozed_until).toBe(until)
    const later = inDays(3)
    expect((await patch({ snoozed_until: later })).json).toMatchObject({ status: 'snoozed', snoozed_until: later })
    expect((await patch({ status: 'pending' })).json).toMatchObject({ status: 'pending', snoozed_until: null })
  })

  test('200 closed_at as it is given', async () => {
    const { patch } = await start({ opened_at: inDays(-5) })
    const closedAt = inDays(-1)
    expect((await patch({ status: 'closed', closed_at: closedAt })).json.closed_at).toBe(closedAt)
    expect((await patch({ closed_at: inDays(-2) })).status).toBe(200)
  })

  test.each([
    ['snoozed without a moment', { status: 'snoozed' }, 'snoozed_until', 'required'],
    ['snoozed until the past', { status: 'snoozed', snoozed_until: inDays(-1) }, 'snoozed_until', 'in_the_past'],
    ['snoozed_until while open', { snoozed_until: inDays(1) }, 'snoozed_until', 'not_allowed'],
    ['closed_at while open', { closed_at: inDays(-1) }, 'closed_at', 'not_allowed'],
    ['closed in the future', { status: 'closed', closed_at: inDays(1) }, 'closed_at', 'in_the_future'],
    ['closed before it was opened', { status: 'closed', closed_at: inDays(-1) }, 'closed_at', 'before_opened_at'],
    ['closed at no time', { status: 'closed', closed_at: null }, 'closed_at', 'required'],
  ])('400 %s', async (_name, body, path, code) => {
    const { ticket, patch, read } = await start()
    const answer = await patch({ ...body, subject: 'not written' })
    expect(answer.status).toBe(400)
    expect(answer.json).toMatchObject({ code: 'invalid_body', errors: [{ path, code }] })
    expect(await read()).toEqual(ticket)
  })
})

test.each([
  ['an empty body', {}, '', 'required'],
  ['an unknown field', { subject: 'x', sender: {} }, 'sender', 'unknown_field'],
  ['an unknown status', { status: 'done' }, 'status', 'not_allowed'],
  ['an empty subject', { subject: '' }, 'subject', 'too_short'],
  ['a blank tag', { add_tags: [' '] }, 'add_tags.0', 'too_short'],
  ['too long a field', { fields: { a: 'x'.repeat(2001) } }, 'fields.a', 'too_long'],
  ['too large metadata', { metadata: { a: 'x'.repeat(50_000) } }, 'metadata', 'too_large'],
  ['a subject of null', { subject: null }, 'subject', 'wrong_type'],
])('400 %s', async (_name, body, path, code) => {
  const { patch } = await start()
  const answer = await patch(body)
  expect(answer.status).toBe(400)
  expect(answer.json).toMatchObject({ code: 'invalid_body', errors: [{ path, code }] })
})

test('400 what would grow past its bounds', async () => {
  const names = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `n${n + from}`)
  const { patch } = await start({ tags: names(50), metadata: { a: 'x'.repeat(30_000) } })
  expect((await patch({ add_tags: ['one more'] })).json.errors).toMatchObject([{ path: 'tags', code: 'too_large' }])
  expect((await patch({ metadata: { b: 'x'.repeat(30_000) } })).json.errors).toMatchObject([{ path: 'metadata' }])
  const fields = (from: number) => Object.fromEntries(names(150, from).map((name) => [name, '']))
  expect((await patch({ fields: fields(0) })).status).toBe(200)
  expect((await patch({ fields: fields(100) })).json.errors).toMatchObject([{ path: 'fields', code: 'too_large' }])
})

test("400 for another desk's department, type and member", async () => {
  const { patch } = await start()
  const foreign = await otherDesksTicket(lodge)
  expect((await patch({ department: foreign.department.id })).json.code).toBe('department_not_found')
  expect((await patch({ type: foreign.type.id })).json.code).toBe('ticket_type_not_found')
  expect((await patch({ assignee: foreign.requester.id })).json.code).toBe('assignee_not_found')
})

test('404 for another desk’s ticket, whatever is asked of it', async () => {
  const { desk } = await start()
  const { id } = await otherDesksTicket(lodge)
  for (const [method, path, body] of [
    ['GET', '', undefined],
    ['PATCH', '', { subject: 'x' }],
    ['POST', '/messages', { body: 'x' }],
    ['GET', '/messages/1', undefined],
  ] as const) {
    const answer = await lodge.call(desk.token, method, `/v1/tickets/${id}${path}`, body)
    expect([method, answer.status, answer.json.code]).toEqual([method, 404, 'ticket_not_found'])
  }
})

test('403 without tickets:write', async () => {
  const { desk, ticket } = await start()
  const token = await lodge.token(desk, ['tickets:read', 'tickets:create'])
  expect((await lodge.call(token, 'PATCH', `/v1/tickets/${ticket.id}`, { subject: 'x' })).status).toBe(403)
  expect((await lodge.call(token, 'POST', `/v1/tickets/${ticket.id}/messages`, { body: 'x' })).status).toBe(403)
})

test('a repeated PATCH answers as the first did, another body under its key is a 409', async () => {
  const { desk, patch } = await start()
  const key = { 'idempotency-key': 'k1' }
  const first = await patch({ priority: 'high' }, key)
  await patch({ priority: 'low' })
  const again = await patch({ priority: 'high' }, key)
  expect(again).toMatchObject({ status: 200, json: first.json, headers: { 'idempotency-replayed': 'true' } })
  expect((await patch({ priority: 'urgent' }, key)).status).toBe(409)
  expect(await eventsOf(lodge, desk, 'ticket.updated')).toHaveLength(2)
})

test('changes at once: each is kept, and each event says what it changed', async () => {
  const { desk, patch, read } = await start({ tags: ['a'] })
  const department = await addDepartment(lodge, desk, 'Sales')
  const answers = await Promise.all([
    patch({ department }),
    ...Array.from({ length: 15 }, (_, n) => patch({ add_tags: [`t${n}`, `t${n + 1}`], metadata: { [n]: n } })),
    patch({ subject: 'Another' }),
  ])
  expect(answers.map(({ status }) => status)).toEqual(Array(17).fill(200))
  const ticket = await read()
  expect(ticket.tags).toHaveLength(17)
  expect(Object.keys(ticket.metadata)).toHaveLength(15)
  expect(ticket).toMatchObject({ subject: 'Another', department: { id: department } })
  expect(await eventsOf(lodge, desk, 'ticket.updated')).toHaveLength(17)
})

test('a changed ticket is found by its tag in its new place', async () => {
  const { desk, ticket, patch } = await start({ tags: ['vip'] })
  await fileTicket(lodge, desk, { tags: ['vip'] })
  await patch({ status: 'pending' })
  const list = async (query: string) =>
    (await lodge.call(desk.token, 'GET', `/v1/tickets?tag=vip&${query}`)).json.data.map(
      (t: { number: number }) => t.number,
    )
  expect(await list('sort=-updated')).toEqual([ticket.number, ticket.number + 1])
  expect(await list('status=pending')).toEqual([ticket.number])
  expect(await list('status=open')).toEqual([ticket.number + 1])
})

test('another requester: a contact by id or an address, who then takes part as nobody else, and one event says so', async () => {
  const { desk, ticket, patch, read } = await start({
    requester: { email: 'noreply@form.example' },
    participants: [
      { role: 'cc', email: 'bob@example.com', name: 'Bob' },
      { role: 'bcc', email: 'eve@example.com' },
    ],
  })
  const bob = (await lodge.call(desk.token, 'PUT', '/v1/contacts', { email: 'bob@example.com', name: 'Bob B.' })).json
  const changed = await patch({ requester: { contact: bob.id }, subject: 'Bob’s' })
  expect(changed.status, changed.text).toBe(200)
  const requester = { id: bob.id, external_id: null, email: 'bob@example.com', name: 'Bob B.' }
  expect(changed.json).toMatchObject({ requester, requester_verified: true, subject: 'Bob’s' })
  expect(changed.json.participants.map(({ email }: { email: string }) => email)).toEqual(['eve@example.com'])
  expect(await read()).toMatchObject({ requester, participants: changed.json.participants })
  const [event] = await eventsOf(lodge, desk, 'ticket.updated')
  expect(event).toMatchObject({
    ticket: changed.json,
    changes: { requester: { from: ticket.requester, to: requester } },
  })
  expect(Object.keys(event.changes)).toEqual(expect.arrayContaining(['requester', 'participants', 'subject']))
  expect((await patch({ requester: { email: ' BOB@example.com' } })).json).toEqual(changed.json)
  const fresh = await patch({ requester: { email: 'new@example.com', name: 'New' } }, { 'idempotency-key': 'x' })
  expect(fresh.json.requester).toMatchObject({ email: 'new@example.com', name: 'New' })
  expect((await eventsOf(lodge, desk, 'contact.created')).at(-1)?.contact).toMatchObject({ email: 'new@example.com' })
  const foreign = await fileTicket(lodge, await lodge.desk())
  expectProblem(
    await patch({ requester: { contact: foreign.requester.id } }),
    400,
    'contact_not_found',
    'requester.contact',
  )
  for (const requester of [
    {},
    { contact: bob.id, email: 'a@b.example' },
    { contact: bob.id, name: 'x' },
    { email: 'x' },
  ]) {
    expect((await patch({ requester })).json).toMatchObject({ status: 400, code: 'invalid_body' })
  }
  expect((await read()).requester).toEqual(fresh.json.requester)
})

test('who takes part: added by contact or address, listed, removed, each with an event; the requester stays', async () => {
  const { desk, ticket, read } = await start({ participants: [{ role: 'cc', email: 'bob@example.com', name: 'Bob' }] })
  const at = `/v1/tickets/${ticket.number}/participants`
  const call = (method: string, path: string, body?: object, token = desk.token) =>
    lodge.call(token, method, path, body)
  const add = (body: object) => call('POST', at, body)
  const cat = (await call('PUT', '/v1/contacts', { email: 'cat@example.com', name: 'Cat' })).json
  const nobody = (await call('PUT', '/v1/contacts', { external_id: 'x-1' })).json
  const added = await add({ contact: cat.id, role: 'bcc' })
  expect(added.status, added.text).toBe(201)
  const one = { role: 'bcc', email: 'cat@example.com', name: 'Cat', contact_id: cat.id, member_id: null }
  expect(added.json).toEqual({ id: expect.any(String), ...one })
  const dan = (await add({ email: ' Dan@Example.com ', name: 'Dan' })).json
  expect(dan).toMatchObject({ role: 'cc', email: 'dan@example.com', name: 'Dan', contact_id: null })
  expect((await call('GET', at)).json).toEqual({ data: [...ticket.participants, added.json, dan] })
  const gone = await call('DELETE', `${at}/${ticket.participants[0].id}`)
  expect(gone).toMatchObject({ status: 200, json: ticket.participants[0] })
  expect((await read()).participants).toEqual([added.json, dan])
  const { messages, sla, links, ...after } = await read()
  const events = await eventsOf(lodge, desk, 'ticket.updated')
  expect(events).toHaveLength(3)
  const from = [...ticket.participants, added.json, dan]
  expect(events[2]).toEqual({ ticket: after, changes: { participants: { from, to: [added.json, dan] } } })

  expectProblem(await add({ contact: nobody.id }), 400, 'contact_without_email', 'contact')
  expectProblem(await add({ contact: '1' }), 400, 'contact_not_found', 'contact')
  expectProblem(await add({ email: 'ann@example.com' }), 409, 'is_requester', 'email')
  expectProblem(await add({ contact: ticket.requester.id }), 409, 'is_requester', 'contact')
  expectProblem(await add({ email: 'cat@example.com' }), 409, 'takes_part_already', 'email')
  expectProblem(await add({ role: 'cc' }), 400, 'invalid_body', 'email')
  expectProblem(await add({ contact: cat.id, email: 'x@y.example' }), 400, 'invalid_body', 'email')
  expectProblem(await call('DELETE', `${at}/${gone.json.id}`), 404, 'participant_not_found')
  expectProblem(await call('DELETE', `${at}/${ticket.requester.id}`), 409, 'requester_stays')
  for (const n of Array(48).keys()) await add({ email: `p${n}@example.com` })
  expectProblem(await add({ email: 'one-more@example.com' }), 409, 'too_many_participants')
  const notes = await lodge.token(desk, ['tickets:read', 'notes:write'])
  expectProblem(await call('POST', at, { email: 'eve@example.com' }, notes), 403, 'insufficient_scope')
  expectProblem(await call('DELETE', `${at}/${dan.id}`, undefined, notes), 403, 'insufficient_scope')
  const other = await fileTicket(lodge, desk)
  await call('POST', `/v1/tickets/${other.number}/merge`, { into: String(ticket.number) })
  expectProblem(
    await call('POST', `/v1/tickets/${other.number}/participants`, { email: 'z@example.com' }),
    409,
    'ticket_merged',
  )
})
