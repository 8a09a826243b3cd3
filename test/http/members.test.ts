import { expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'

const lodge = useLodge()

const add = (desk: TestDesk, email: string, role = 'agent', name = email) =>
  lodge.call(desk.token, 'POST', '/v1/members', { email, name, role })
const patch = (desk: TestDesk, id: string, body: object) => lodge.call(desk.token, 'PATCH', `/v1/members/${id}`, body)
const disable = (desk: TestDesk, id: string) => lodge.call(desk.token, 'DELETE', `/v1/members/${id}`)
const ticketFor = (desk: TestDesk, assignee: string) =>
  lodge.call(desk.token, 'POST', '/v1/tickets', { requester: { email: 'c@example.com' }, subject: 'Hi', assignee })

test('201 creates a member who can be given tickets at once, with one event', async () => {
  const desk = await lodge.desk()
  await ticketFor(desk, 'auto')
  const made = await add(desk, ' Ann@Example.com ', 'agent', ' Ann ')
  expect(made.status).toBe(201)
  expect(made.headers.location).toBe(`/v1/members/${made.json.id}`)
  expect(made.json).toMatchObject({
    email: 'ann@example.com',
    name: 'Ann',
    role: 'agent',
    availability: 'online',
    disabled_at: null,
  })
  expect((await ticketFor(desk, 'ann@example.com')).json.assignee.id).toBe(made.json.id)
  expect((await lodge.call(desk.token, 'GET', `/v1/members/${made.json.id}`)).json).toEqual(made.json)
  const events = (await eventsOf(lodge, desk)).filter(({ type }) => type.startsWith('member'))
  expect(events).toEqual([{ type: 'member.created', data: { member: made.json } }])
})

test('200 lists by name, page by page', async () => {
  const desk = await lodge.desk()
  for (const name of ['Zoe', 'ann', 'Bob']) await add(desk, `${name}@example.com`, 'agent', name)
  const first = await lodge.call(desk.token, 'GET', '/v1/members?limit=2')
  expect(first.json.data.map(({ name }: { name: string }) => name)).toEqual(['ann', 'Bob'])
  const second = await lodge.call(desk.token, 'GET', `/v1/members?limit=2&cursor=${first.json.next_cursor}`)
  expect(second.json).toMatchObject({ data: [{ name: 'Zoe' }], next_cursor: null })
})

test('200 changes name, role and availability; who is away gets no tickets', async () => {
  const desk = await lodge.desk()
  const ann = (await add(desk, 'ann@example.com')).json
  const changed = await patch(desk, ann.id, { name: 'Ann', role: 'admin', availability: 'away' })
  expect(changed.json).toEqual({ ...ann, name: 'Ann', role: 'admin', availability: 'away' })
  expect((await ticketFor(desk, 'auto')).json.assignee).toBeNull()
  const told = { member: changed.json }
  const updates = async () =>
    (await eventsOf(lodge, desk)).flatMap(({ type, data }) => (type === 'member.updated' ? [data] : []))
  expect(await updates()).toEqual([told])

  // What is so already is answered, and not told again; nothing at all is refused.
  const { name, role, access, availability, capacity, external_ref } = changed.json
  const same = await patch(desk, ann.id, { name, role, access, availability, capacity, external_ref })
  expect(same).toMatchObject({ status: 200, json: changed.json })
  expect((await patch(desk, ann.id, {})).status).toBe(400)
  expect(await updates()).toEqual([told])
})

test('200 disables: tickets are unassigned, nobody is given more, credentials stop at once', async () => {
  const desk = await lodge.desk()
  const ann = (await add(desk, 'ann@example.com')).json
  const ticket = (await ticketFor(desk, ann.id)).json
  const pair = { kind: 'pair', name: 'P', department: 'Support', member: 'ann@example.com' }
  const key = (await lodge.call(desk.token, 'POST', '/v1/credentials', pair)).json
  const { apiKey, apiSecret, userName } = key
  const { json: signedIn } = await lodge.call('none', 'POST', '/api/v1.2/token/get', { apiKey, apiSecret, userName })
  const status = () => lodge.call(signedIn.access_token, 'GET', '/api/v1.2/users/getstatus')
  expect((await status()).status).toBe(200)

  const disabled = await disable(desk, ann.id)
  expect(disabled.status).toBe(200)
  expect(disabled.json).toMatchObject({ id: ann.id, availability: 'offline' })
  expect(disabled.json.disabled_at).not.toBeNull()
  expect((await status()).status).toBe(401)
  const row = await lodge.store.pool.query('select assignee_id from ticket where id = $1', [ticket.id])
  expect(row.rows[0].assignee_id).toBeNull()
  expectProblem(await ticketFor(desk, ann.id), 400, 'assignee_not_found')
  expect((await ticketFor(desk, 'auto')).json.assignee).toBeNull()
  expect((await lodge.call(desk.token, 'GET', '/v1/members')).json.data).toEqual([])
  expect((await lodge.call(desk.token, 'GET', `/v1/members/${ann.id}`)).json).toEqual(disabled.json)
  const event = (await eventsOf(lodge, desk)).find(({ type }) => type === 'member.disabled')
  expect(event?.data).toEqual({ member: disabled.json, tickets: 1, credentials: [key.id] })

  const back = await add(desk, 'ann@example.com', 'admin', 'Ann again')
  expect(back).toMatchObject({ status: 201, json: { id: ann.id, role: 'admin', disabled_at: null } })
  expectProblem(await lodge.call(key.apiSecret, 'GET', '/v1/contacts'), 401, 'unauthenticated')
})

test('200 who is disabled is listed by that, and is enabled again as what they were, offline', async () => {
  const desk = await lodge.desk()
  const [ann, bob] = [(await add(desk, 'ann@example.com', 'admin')).json, (await add(desk, 'bob@example.com')).json]
  const enable = (id: string, token = desk.token) => lodge.call(token, 'POST', `/v1/members/${id}/enable`)
  const names = async (query: string) =>
    (await lodge.call(desk.token, 'GET', `/v1/members${query}`)).json.data.map(({ email }: { email: string }) => email)
  await disable(desk, ann.id)
  expect([await names(''), await names('?disabled=false'), await names('?disabled=true')]).toEqual([
    [bob.email],
    [bob.email],
    [ann.email],
  ])
  const enabled = await enable(ann.id)
  expect(enabled).toMatchObject({ status: 200, json: { ...ann, availability: 'offline', disabled_at: null } })
  expect(await names('')).toEqual([ann.email, bob.email])
  expect((await eventsOf(lodge, desk)).at(-1)).toMatchObject({ type: 'member.enabled', data: { member: enabled.json } })
  expect((await enable(ann.id)).json).toEqual(enabled.json)
  expect((await eventsOf(lodge, desk)).filter(({ type }) => type === 'member.enabled')).toHaveLength(1)
  for (const id of ['1', 'x']) expectProblem(await enable(id), 404, 'member_not_found')
  await disable(desk, bob.id)
  expectProblem(await enable(bob.id, (await lodge.desk()).token), 404, 'member_not_found')
  expectProblem(await lodge.call(desk.token, 'GET', '/v1/members?disabled=maybe'), 400, 'invalid_query', 'disabled')
})

test('no ticket is left with a member who is disabled while many are filed', async () => {
  const desk = await lodge.desk()
  const ann = (await add(desk, 'ann@example.com')).json
  const filed = Array.from({ length: 40 }, () => ticketFor(desk, 'auto'))
  await Promise.all([...filed.slice(0, 20), disable(desk, ann.id), ...filed.slice(20)])
  const left = await lodge.store.pool.query('select 1 from ticket where desk_id = $1 and assignee_id is not null', [
    desk.id,
  ])
  expect(left.rows).toEqual([])
})

test('409 a taken address; 409 the last owner, also where two go at once', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  const ann = (await add(desk, 'ann@example.com', 'owner')).json
  expectProblem(await add(desk, 'ANN@example.com'), 409, 'email_taken', 'email')
  expect((await add(other, 'ann@example.com')).status).toBe(201)
  expectProblem(await disable(desk, ann.id), 409, 'last_owner')
  expectProblem(await patch(desk, ann.id, { role: 'admin' }), 409, 'last_owner')
  expect((await patch(desk, ann.id, { role: 'owner', name: 'Ann' })).status).toBe(200)
  const bob = (await add(desk, 'bob@example.com', 'owner')).json
  const answers = await Promise.all([disable(desk, ann.id), patch(desk, bob.id, { role: 'agent' })])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('the same key replays the answer, for a disabling too', async () => {
  const desk = await lodge.desk()
  const ann = (await add(desk, 'ann@example.com')).json
  const twice = () => lodge.call(desk.token, 'DELETE', `/v1/members/${ann.id}`, undefined, { 'idempotency-key': 'k' })
  const [first, second] = await Promise.all([twice(), twice()])
  expect([first.status, second.status]).toEqual([200, 200])
  expect(second.text).toBe(first.text)
  expectProblem(await disable(desk, ann.id), 404, 'member_not_found')
})

test.each([
  ['no address', { email: 'ann', name: 'A', role: 'agent' }, 'email'],
  ['no name', { email: 'a@example.com', role: 'agent' }, 'name'],
  ['an unknown role', { email: 'a@example.com', name: 'A', role: 'boss' }, 'role'],
  ['an unknown field', { email: 'a@example.com', name: 'A', role: 'agent', password: 'x' }, 'password'],
])('400 %s', async (_, body, path) => {
  const desk = await lodge.desk()
  expectProblem(await lodge.call(desk.token, 'POST', '/v1/members', body), 400, 'invalid_body', path)
})

test('400 a change of nothing, of the address, to an unknown availability', async () => {
  const desk = await lodge.desk()
  const ann = (await add(desk, 'ann@example.com')).json
  expectProblem(await patch(desk, ann.id, {}), 400, 'invalid_body')
  expectProblem(await patch(desk, ann.id, { email: 'x@example.com' }), 400, 'invalid_body', 'email')
  expectProblem(await patch(desk, ann.id, { availability: 'asleep' }), 400, 'invalid_body', 'availability')
})

test("404 a foreign desk's, an unknown and a malformed id alike", async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  const theirs = (await add(other, 'ann@example.com')).json
  for (const id of [theirs.id, '1', 'x', 'ann@example.com']) {
    expectProblem(await lodge.call(desk.token, 'GET', `/v1/members/${id}`), 404, 'member_not_found')
    expectProblem(await patch(desk, id, { name: 'x' }), 404, 'member_not_found')
    expectProblem(await disable(desk, id), 404, 'member_not_found')
  }
})

test('403 reading needs settings:read, changing needs admin', async () => {
  const desk = await lodge.desk()
  const [reader, stranger] = [await lodge.token(desk, ['settings:read']), await lodge.token(desk, ['contacts:read'])]
  expect((await lodge.call(reader, 'GET', '/v1/members')).status).toBe(200)
  expectProblem(await lodge.call(stranger, 'GET', '/v1/members'), 403, 'insufficient_scope')
  expectProblem(await lodge.call(stranger, 'GET', '/v1/members/1'), 403, 'insufficient_scope')
  expectProblem(await lodge.call(reader, 'POST', '/v1/members', {}), 403, 'insufficient_scope')
  expectProblem(await lodge.call(reader, 'PATCH', '/v1/members/1', {}), 403, 'insufficient_scope')
  expectProblem(await lodge.call(reader, 'DELETE', '/v1/members/1'), 403, 'insufficient_scope')
})
