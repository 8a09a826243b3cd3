import { describe, expect, test } from 'vitest'
import { openAuthenticator } from '../../src/core/credentials/authenticate.ts'
import { until } from '../support/feed.ts'
import { type Answer, type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'

/** What a member may do by their role, and on which tickets. That nothing else shows: out-of-reach.test.ts. */
const lodge = useLodge()

const ok = async (desk: TestDesk, method: string, url: string, body?: unknown): Promise<Answer['json']> => {
  const answer = await lodge.call(desk.token, method, url, body)
  expect([method, url, answer.status < 300, answer.text]).toEqual([method, url, true, answer.text])
  return answer.json
}
const addMember = (desk: TestDesk, given: object) =>
  ok(desk, 'POST', '/v1/members', { email: 'kim@example.com', name: 'Kim', role: 'agent', ...given })
const credential = (desk: TestDesk, given: object) =>
  lodge.call(desk.token, 'POST', '/v1/credentials', { kind: 'token', name: 'Kim', member: 'kim@example.com', ...given })
const tokenOf = async (desk: TestDesk): Promise<string> => (await credential(desk, {})).json.secret
const addTicket = (desk: TestDesk, department: string) =>
  ok(desk, 'POST', '/v1/tickets', { requester: { email: 'ann@example.com' }, subject: 'Help', department })
const departmentOf = async (desk: TestDesk, name: string): Promise<string> => {
  const { data } = await ok(desk, 'GET', '/v1/departments')
  const found = data.find((one: { name: string }) => one.name === name)
  return found?.id ?? (await ok(desk, 'POST', '/v1/departments', { name })).id
}

/** A desk with the departments Support and Secret, a ticket in each, and Kim, who is bound to Support. */
const deskWithKim = async (given: object = {}) => {
  const desk = await lodge.desk()
  const [support, secret] = [await departmentOf(desk, 'Support'), await departmentOf(desk, 'Secret')]
  const kim = await addMember(desk, { access: 'departments', ...given })
  await ok(desk, 'PUT', `/v1/departments/${support}/team/${kim.id}`)
  const [own, other] = [await addTicket(desk, 'Support'), await addTicket(desk, 'Secret')]
  const token = await tokenOf(desk)
  const status = async (ticket: { id: string }) => (await lodge.call(token, 'GET', `/v1/tickets/${ticket.id}`)).status
  return { desk, support, secret, kim, own, other, token, status }
}

describe('Access', () => {
  test('all where nobody says, departments where they do; a change answers it', async () => {
    const desk = await lodge.desk()
    const made = await addMember(desk, {})
    expect(made.access).toBe('all')
    const changed = await ok(desk, 'PATCH', `/v1/members/${made.id}`, { access: 'departments' })
    expect(changed).toEqual({ ...made, access: 'departments' })
    expect((await ok(desk, 'GET', `/v1/members/${made.id}`)).access).toBe('departments')
    expect((await ok(desk, 'PATCH', `/v1/members/${made.id}`, { name: 'Kim Lee' })).access).toBe('departments')
  })

  test.each(['owner', 'admin'])('400 an %s who is bound: whoever runs a desk sees all of it', async (role) => {
    const desk = await lodge.desk()
    const given = { email: 'ada@example.com', name: 'Ada', role, access: 'departments' }
    const refused = await lodge.call(desk.token, 'POST', '/v1/members', given)
    expectProblem(refused, 400, 'access_not_of_role', 'access')
    const kim = await addMember(desk, { access: 'departments' })
    const both = await lodge.call(desk.token, 'PATCH', `/v1/members/${kim.id}`, { role, access: 'departments' })
    expectProblem(both, 400, 'access_not_of_role', 'access')
    const promoted = await ok(desk, 'PATCH', `/v1/members/${kim.id}`, { role })
    expect(promoted).toMatchObject({ role, access: 'all' })
    const late = await lodge.call(desk.token, 'PATCH', `/v1/members/${kim.id}`, { access: 'departments' })
    expectProblem(late, 400, 'access_not_of_role', 'access')
  })

  test('a member of no team who is bound sees no ticket at all', async () => {
    const desk = await lodge.desk()
    await addTicket(desk, 'Support')
    await addMember(desk, { access: 'departments' })
    const token = await tokenOf(desk)
    for (const query of ['', '?status=open', '?priority=high,urgent', '?sort=-updated', '?assignee=none']) {
      const list = await lodge.call(token, 'GET', `/v1/tickets${query}`)
      expect([query, list.status, list.json.data]).toEqual([query, 200, []])
    }
  })

  test('a list that is filtered by a department out of reach is empty, and one by both is of the other', async () => {
    const { token, own } = await deskWithKim()
    const list = async (query: string) => {
      const { json } = await lodge.call(token, 'GET', `/v1/tickets${query}`)
      return json.data.map(({ id }: { id: string }) => id)
    }
    expect(await list('?department=Secret')).toEqual([])
    expect(await list('?department=Support')).toEqual([own.id])
    for (const query of ['?status=open,pending', '?status=open,closed&sort=updated', '?requester=ann@example.com']) {
      expect([query, await list(query)]).toEqual([query, [own.id]])
    }
  })

  test('a change of team, access or role holds at once where it was made', async () => {
    const { desk, support, secret, kim, own, other, status } = await deskWithKim()
    const seen = async () => [await status(own), await status(other)]
    expect(await seen()).toEqual([200, 404])
    await ok(desk, 'PUT', `/v1/departments/${secret}/team/${kim.id}`)
    expect(await seen()).toEqual([200, 200])
    await ok(desk, 'DELETE', `/v1/departments/${support}/team/${kim.id}`)
    expect(await seen()).toEqual([404, 200])
    await ok(desk, 'PATCH', `/v1/members/${kim.id}`, { access: 'all' })
    expect(await seen()).toEqual([200, 200])
    await ok(desk, 'PATCH', `/v1/members/${kim.id}`, { access: 'departments' })
    expect(await seen()).toEqual([404, 200])
    await ok(desk, 'PATCH', `/v1/members/${kim.id}`, { role: 'admin' })
    expect(await seen()).toEqual([200, 200])
  })

  test('and within a second in every other process', async () => {
    const { desk, kim, token, secret } = await deskWithKim()
    const elsewhere = openAuthenticator(lodge.store)
    expect((await elsewhere.authenticate(token))?.departments?.has(secret)).toBe(false)
    await ok(desk, 'PUT', `/v1/departments/${secret}/team/${kim.id}`)
    await until(async () => (await elsewhere.authenticate(token))?.departments?.has(secret) === true)
  })

  test('200 handing a ticket over to a department out of reach: it is gone for them then', async () => {
    const { own, token, status } = await deskWithKim()
    const moved = await lodge.call(token, 'PATCH', `/v1/tickets/${own.id}`, { department: 'Secret' })
    expect([moved.status, moved.json.department.name]).toEqual([200, 'Secret'])
    expect(await status(own)).toBe(404)
    expectProblem(await lodge.call(token, 'PATCH', `/v1/tickets/${own.id}`, { subject: 'x' }), 404, 'ticket_not_found')
  })

  test('404 a change of a ticket that is being moved out of reach meanwhile, once it is', async () => {
    const { own, secret, token } = await deskWithKim()
    const client = await lodge.store.pool.connect()
    try {
      await client.query('begin')
      await client.query('update ticket set department_id = $1 where id = $2', [secret, own.id])
      const waiting = lodge.call(token, 'PATCH', `/v1/tickets/${own.id}`, { subject: 'Mine' })
      await new Promise((done) => setTimeout(done, 200))
      await client.query('commit')
      expectProblem(await waiting, 404, 'ticket_not_found')
    } finally {
      client.release()
    }
  })

  test('201 a ticket made in a department out of reach', async () => {
    const { token, status } = await deskWithKim()
    const given = { requester: { email: 'ann@example.com' }, subject: 'Help', department: 'Secret' }
    const made = await lodge.call(token, 'POST', '/v1/tickets', given)
    expect(made.status).toBe(201)
    expect(await status(made.json)).toBe(404)
  })

  test('201 an intervention that hands its ticket over goes on with its steps', async () => {
    const { desk, own, token, status } = await deskWithKim()
    const step = await ok(desk, 'POST', '/v1/interventions', { name: 'step', title: 'Step' })
    const given = { name: 'escalate', title: 'Escalate', set: { department: 'Secret' }, steps: [step.id] }
    const { id } = await ok(desk, 'POST', '/v1/interventions', given)
    const ran = await lodge.call(token, 'POST', `/v1/interventions/${id}/run`, { ticket: own.id, data: {} })
    expect([ran.status, ran.text]).toEqual([201, ran.text])
    expect(await status(own)).toBe(404)
    const { data } = await ok(desk, 'GET', `/v1/intervention-runs?ticket=${own.id}`)
    expect(data).toHaveLength(2)
    const made = { new_ticket: { requester: { email: 'ann@example.com' } }, data: {}, uid: 'once' }
    expect((await lodge.call(token, 'POST', `/v1/interventions/${id}/run`, made)).status).toBe(201)
  })

  test('a poll that waits ends when its member’s role is another, and is answered with what there was', async () => {
    const desk = await lodge.desk()
    const ada = await addMember(desk, { email: 'ada@example.com', role: 'admin' })
    const token = (await credential(desk, { member: ada.id })).json.secret
    // Known from here on: the poll is let in before its member's role is another, however slow that is.
    expect((await lodge.call(token, 'GET', '/v1/events?after=now')).status).toBe(200)
    const waiting = lodge.call(token, 'GET', '/v1/events?after=now&types=ticket.created&wait=30')
    await new Promise((done) => setTimeout(done, 200))
    await ok(desk, 'PATCH', `/v1/members/${ada.id}`, { role: 'agent' })
    expect(await waiting).toMatchObject({ status: 200, json: { data: [] }, headers: { connection: 'close' } })
    expectProblem(await lodge.call(token, 'GET', '/v1/events'), 403, 'insufficient_scope')
  })
})

describe('Roles', () => {
  const NOTE = { body: 'Look at this', public: false }

  test('a light agent reads, marks as read, and adds internal notes', async () => {
    const { own, token, status } = await deskWithKim({ role: 'light_agent' })
    expect(await status(own)).toBe(200)
    expect((await lodge.call(token, 'PUT', `/v1/tickets/${own.id}/read-mark`, { read: true })).status).toBe(200)
    const noted = await lodge.call(token, 'POST', `/v1/tickets/${own.id}/messages`, NOTE)
    expect(noted).toMatchObject({ status: 201, json: { public: false, author: { kind: 'agent', name: 'Kim' } } })
  })

  test.each([
    ['a public reply', { body: 'Hello' }, /public: false/],
    ['a note that resolves', { ...NOTE, status: 'resolved' }, /tickets:write/],
    ['a note that snoozes', { ...NOTE, status: 'snoozed', snoozed_until: '2099-01-01T00:00:00Z' }, /tickets:write/],
    ['the words of the requester', { ...NOTE, author: 'requester' }, /tickets:write/],
  ])('403 %s of a light agent', async (_what, body, says) => {
    const { own, token } = await deskWithKim({ role: 'light_agent' })
    const refused = await lodge.call(token, 'POST', `/v1/tickets/${own.id}/messages`, body)
    expectProblem(refused, 403, 'insufficient_scope')
    expect(refused.json.detail).toMatch(says)
    expect(refused.headers['www-authenticate']).toMatch(/scope="tickets:write"/)
  })

  test('403 anything else that a light agent might change', async () => {
    const { own, token } = await deskWithKim({ role: 'light_agent' })
    const given = { requester: { email: 'ann@example.com' }, subject: 'Help' }
    for (const [method, url, body] of [
      ['POST', '/v1/tickets', given],
      ['PATCH', `/v1/tickets/${own.id}`, { status: 'closed' }],
      ['PUT', '/v1/contacts', { email: 'ann@example.com' }],
      ['GET', '/v1/credentials', undefined],
    ] as const) {
      expectProblem(await lodge.call(token, method, url, body), 403, 'insufficient_scope')
    }
  })

  test('notes:write alone writes notes, and tickets:write covers it', async () => {
    const desk = await lodge.desk()
    const { id } = await addTicket(desk, 'Support')
    const post = async (scope: 'notes:write' | 'tickets:write', body: object) =>
      (await lodge.call(await lodge.token(desk, [scope]), 'POST', `/v1/tickets/${id}/messages`, body)).status
    expect(await post('notes:write', NOTE)).toBe(201)
    expect(await post('notes:write', { body: 'Hello' })).toBe(403)
    expect(await post('tickets:write', NOTE)).toBe(201)
  })

  test.each([
    ['light_agent', ['tickets:read', 'tickets:write'], 'tickets:write'],
    ['light_agent', ['admin'], 'admin'],
    ['agent', ['events:read'], 'events:read'],
    ['agent', ['admin'], 'admin'],
  ])('400 a token for a member who is %s with %j', async (role, scopes, beyond) => {
    const desk = await lodge.desk()
    await addMember(desk, { role })
    const refused = await credential(desk, { scopes })
    expectProblem(refused, 400, 'scope_not_of_role', 'scopes')
    expect(refused.json.detail).toContain(beyond)
  })

  test('a token of a member is given what their role may where nobody says', async () => {
    const desk = await lodge.desk()
    await addMember(desk, { role: 'light_agent' })
    expect((await credential(desk, {})).json.scopes).toEqual([
      'tickets:read',
      'notes:write',
      'contacts:read',
      'attachments:write',
      'settings:read',
    ])
  })

  test('a token that was given more does no more than its member’s role allows now, at once', async () => {
    const desk = await lodge.desk()
    const kim = await addMember(desk, { role: 'admin' })
    const token = await tokenOf(desk)
    const { id } = await addTicket(desk, 'Support')
    const statuses = async () => [
      (await lodge.call(token, 'GET', '/v1/credentials')).status,
      (await lodge.call(token, 'PATCH', `/v1/tickets/${id}`, { priority: 'high' })).status,
      (await lodge.call(token, 'GET', `/v1/tickets/${id}`)).status,
    ]
    expect(await statuses()).toEqual([200, 200, 200])
    await ok(desk, 'PATCH', `/v1/members/${kim.id}`, { role: 'agent' })
    expect(await statuses()).toEqual([403, 200, 200])
    await ok(desk, 'PATCH', `/v1/members/${kim.id}`, { role: 'light_agent' })
    expect(await statuses()).toEqual([403, 403, 200])
    await ok(desk, 'PATCH', `/v1/members/${kim.id}`, { role: 'admin' })
    expect(await statuses()).toEqual([200, 200, 200])
  })

  test('a token that a pair gave for another user has that user’s role and departments', async () => {
    const desk = await lodge.desk()
    await addMember(desk, {})
    const { apiKey, apiSecret } = (await credential(desk, { kind: 'pair', department: 'Support' })).json
    const lee = await addMember(desk, { email: 'lee@example.com', name: 'Lee', access: 'departments' })
    await addMember(desk, { email: 'may@example.com', name: 'May', role: 'light_agent' })
    const { number } = await addTicket(desk, 'Support')
    const as = async (userName: string) => {
      const given = { apiKey, apiSecret, userName }
      return (await lodge.call('', 'POST', '/api/v1.2/token/get', given)).json.access_token as string // of that answer
    }
    const [kims, lees, mays] = [await as('kim@example.com'), await as('lee@example.com'), await as('may@example.com')]
    const get = async (token: string) => (await lodge.call(token, 'GET', `/api/v1.2/tickets/get/${number}`)).status
    const send = async (token: string) =>
      (await lodge.call(token, 'POST', `/api/v1.2/tickets/send/${number}`, { text: 'Hello' })).status
    expect([await get(kims), await get(lees), await get(mays)]).toEqual([200, 404, 200])
    expect([await send(kims), await send(lees), await send(mays)]).toEqual([200, 404, 403])
    await ok(desk, 'PUT', `/v1/departments/${await departmentOf(desk, 'Support')}/team/${lee.id}`)
    expect(await get(lees)).toBe(200)
  })
})
