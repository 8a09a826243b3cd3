import { expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'

const lodge = useLodge()

const create = (desk: TestDesk, body: object) => lodge.call(desk.token, 'POST', '/v1/departments', body)
const list = async (desk: TestDesk) => (await lodge.call(desk.token, 'GET', '/v1/departments')).json.data
const patch = (desk: TestDesk, id: string, body: object) =>
  lodge.call(desk.token, 'PATCH', `/v1/departments/${id}`, body)
const ticketIn = (desk: TestDesk, department?: string) =>
  lodge.call(desk.token, 'POST', '/v1/tickets', {
    requester: { email: 'ann@example.com' },
    subject: 'Hi',
    ...(department === undefined ? {} : { department }),
  })

test('201 creates a department that takes tickets at once, with one event', async () => {
  const desk = await lodge.desk()
  await ticketIn(desk)
  const made = await create(desk, { name: ' Sales ' })
  expect(made.status).toBe(201)
  expect(made.json).toMatchObject({ name: 'Sales', is_default: false, is_public: true, deleted_at: null })
  expect(made.json.guid).toMatch(/^[0-9a-f-]{36}$/)
  expect(await list(desk)).toContainEqual(made.json)
  expect((await ticketIn(desk, 'SALES')).json.department).toEqual({ id: made.json.id, name: 'Sales' })
  const events = await eventsOf(lodge, desk)
  expect(events.filter(({ type }) => type === 'department.created')).toEqual([
    { type: 'department.created', data: { department: made.json } },
  ])
})

test('200 lists by name, page by page, in any case', async () => {
  const desk = await lodge.desk()
  for (const name of ['billing', 'Émigrés', 'Zoo', 'Aqua', 'sales']) await create(desk, { name })
  const names: string[] = []
  let cursor = ''
  do {
    const page = await lodge.call(desk.token, 'GET', `/v1/departments?limit=2${cursor && `&cursor=${cursor}`}`)
    names.push(...page.json.data.map(({ name }: { name: string }) => name))
    cursor = page.json.next_cursor ?? ''
  } while (cursor)
  expect(names.filter((name) => name !== 'Émigrés')).toEqual(['Aqua', 'billing', 'sales', 'Support', 'Zoo'])
  expect(names).toHaveLength(6)
})

test('200 renames; the new name works at once and the old one no more', async () => {
  const desk = await lodge.desk()
  const [support] = await list(desk)
  await ticketIn(desk, 'Support')
  const renamed = await patch(desk, support.id, { name: 'Help', is_public: false })
  expect(renamed.json).toEqual({ ...support, name: 'Help', is_public: false })
  expect((await ticketIn(desk)).json.department.name).toBe('Help')
  expectProblem(await ticketIn(desk, 'Support'), 400, 'department_not_found')
  expect((await patch(desk, support.id, { name: 'HELP' })).json.name).toBe('HELP')
  expect((await eventsOf(lodge, desk)).filter(({ type }) => type === 'department.updated')).toHaveLength(2)
})

test('200 moves the default, and one is left where many do at once', async () => {
  const desk = await lodge.desk()
  const made = []
  for (const name of ['A', 'B', 'C', 'D']) made.push((await create(desk, { name })).json)
  const answers = await Promise.all(made.map(({ id }) => patch(desk, id, { is_default: true })))
  expect(answers.map(({ status, json }) => [status, json.is_default])).toEqual(made.map(() => [200, true]))
  expect((await list(desk)).filter(({ is_default }: { is_default: boolean }) => is_default)).toHaveLength(1)
  const another = await create(desk, { name: 'E', is_default: true })
  expect((await ticketIn(desk)).json.department.name).toBe('E')
  expect((await list(desk)).filter(({ is_default }: { is_default: boolean }) => is_default)).toEqual([another.json])
})

test('409 a name that another department has, whatever its case; a deleted one frees it', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  const sales = await create(desk, { name: 'Sales' })
  expectProblem(await create(desk, { name: 'sALES' }), 409, 'name_taken', 'name')
  expectProblem(await patch(desk, sales.json.id, { name: 'support' }), 409, 'name_taken', 'name')
  const both = await Promise.all([create(desk, { name: 'New' }), create(desk, { name: 'new' })])
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  expect((await create(other, { name: 'Sales' })).status).toBe(201)
  await lodge.call(desk.token, 'DELETE', `/v1/departments/${sales.json.id}`)
  expect((await create(desk, { name: 'Sales' })).status).toBe(201)
})

test('200 deletes: tickets and credentials move to the default or to the one named', async () => {
  const desk = await lodge.desk()
  const [sales, billing] = [
    (await create(desk, { name: 'Sales' })).json,
    (await create(desk, { name: 'Billing' })).json,
  ]
  const ticket = (await ticketIn(desk, 'Sales')).json
  const key = { kind: 'widget', name: 'W', department: 'Sales' }
  await lodge.call(desk.token, 'POST', '/v1/credentials', key)
  const placeOf = async (id: string) =>
    (await lodge.store.pool.query('select department_id from ticket where desk_id = $1 and id = $2', [desk.id, id]))
      .rows[0].department_id

  const deleted = await lodge.call(desk.token, 'DELETE', `/v1/departments/${sales.id}?move_to=billing`)
  expect(deleted.status).toBe(200)
  expect(deleted.json).toEqual({ ...sales, deleted_at: deleted.json.deleted_at })
  expect(await placeOf(ticket.id)).toBe(billing.id)
  const credentials = await lodge.call(desk.token, 'GET', '/v1/credentials?limit=1')
  expect(credentials.json.data[0].department).toEqual({ id: billing.id, name: 'Billing' })
  expectProblem(await ticketIn(desk, 'Sales'), 400, 'department_not_found')

  await lodge.call(desk.token, 'DELETE', `/v1/departments/${billing.id}`)
  const [support] = await list(desk)
  expect(await placeOf(ticket.id)).toBe(support.id)
  const events = (await eventsOf(lodge, desk)).filter(({ type }) => type === 'department.deleted')
  expect(events).toMatchObject([
    { data: { department: { id: sales.id }, moved_to: { id: billing.id, name: 'Billing' }, tickets: 1 } },
    { data: { department: { id: billing.id }, moved_to: { id: support.id, name: 'Support' }, tickets: 1 } },
  ])
})

test('409 the default cannot be deleted; 400 nowhere to move to', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  const [support] = await list(desk)
  const [foreign] = await list(other)
  const sales = (await create(desk, { name: 'Sales' })).json
  const remove = (path: string) => lodge.call(desk.token, 'DELETE', `/v1/departments/${path}`)
  expectProblem(await remove(support.id), 409, 'department_is_default')
  for (const place of [sales.id, 'Sales', foreign.id, 'Nowhere']) {
    expectProblem(await remove(`${sales.id}?move_to=${place}`), 400, 'department_not_found', 'move_to')
  }
  expectProblem(await remove(`${sales.id}?move=x`), 400, 'invalid_query', 'move')
})

test('the same key replays the answer', async () => {
  const desk = await lodge.desk()
  const once = () => lodge.call(desk.token, 'POST', '/v1/departments', { name: 'X' }, { 'idempotency-key': 'k' })
  const [first, second] = [await once(), await once()]
  expect(second).toMatchObject({ status: 201, text: first.text, headers: { 'idempotency-replayed': 'true' } })
})

test.each([
  ['no name', {}, 'name'],
  ['a blank name', { name: '  ' }, 'name'],
  ['a long name', { name: 'x'.repeat(201) }, 'name'],
  ['an unknown field', { name: 'A', guid: 'x' }, 'guid'],
  ['a default in words', { name: 'A', is_default: 'yes' }, 'is_default'],
])('400 %s', async (_, body, path) => {
  const desk = await lodge.desk()
  expectProblem(await create(desk, body), 400, 'invalid_body', path)
})

test('400 a change of nothing, and a desk without a default', async () => {
  const desk = await lodge.desk()
  const [support] = await list(desk)
  expectProblem(await patch(desk, support.id, {}), 400, 'invalid_body')
  expectProblem(await patch(desk, support.id, { is_default: false }), 400, 'invalid_body', 'is_default')
  for (const cursor of ['x', btoa('["a"]'), btoa('["\\u0000","1"]'), btoa('["a","x"]')]) {
    const answer = await lodge.call(desk.token, 'GET', `/v1/departments?cursor=${cursor}`)
    expectProblem(answer, 400, 'invalid_query', 'cursor')
  }
})

test("404 a foreign desk's, a deleted, an unknown and a malformed id alike", async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  const foreign = (await create(other, { name: 'Sales' })).json
  const deleted = (await create(desk, { name: 'Sales' })).json
  await lodge.call(desk.token, 'DELETE', `/v1/departments/${deleted.id}`)
  for (const id of [foreign.id, deleted.id, '1', 'x']) {
    expectProblem(await patch(desk, id, { name: 'x', is_default: true }), 404, 'department_not_found')
    const removed = await lodge.call(desk.token, 'DELETE', `/v1/departments/${id}`)
    expectProblem(removed, 404, 'department_not_found')
  }
  expect((await list(desk))[0].is_default).toBe(true)
  expect(await list(other)).toHaveLength(2)
})

test('403 reading needs settings:read, changing needs admin', async () => {
  const desk = await lodge.desk()
  const [reader, stranger] = [await lodge.token(desk, ['settings:read']), await lodge.token(desk, ['tickets:read'])]
  expect((await lodge.call(reader, 'GET', '/v1/departments')).status).toBe(200)
  expectProblem(await lodge.call(stranger, 'GET', '/v1/departments'), 403, 'insufficient_scope')
  expectProblem(await lodge.call(reader, 'POST', '/v1/departments', { name: 'A' }), 403, 'insufficient_scope')
  expectProblem(await lodge.call(reader, 'PATCH', '/v1/departments/1', { name: 'A' }), 403, 'insufficient_scope')
  expectProblem(await lodge.call(reader, 'DELETE', '/v1/departments/1'), 403, 'insufficient_scope')
})

test('mailbox_id: a mailbox of the desk, until it is deleted; 400 for one of another desk or that takes no answers', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  const mailbox = async (of: TestDesk, address: string) =>
    (await lodge.call(of.token, 'POST', '/v1/mailboxes', { name: 'Sales', address })).json.id
  const [own, foreign] = [await mailbox(desk, 'sales@acme.example'), await mailbox(other, 'sales@acme.example')]
  const made = await create(desk, { name: 'Sales', mailbox_id: own })
  expect([made.status, made.json.mailbox_id]).toEqual([201, own])
  expectProblem(await patch(desk, made.json.id, { mailbox_id: foreign }), 400, 'mailbox_not_found', 'mailbox_id')
  const long = await mailbox(desk, 'a-name-too-long-for-answers@acme.example')
  expectProblem(await patch(desk, made.json.id, { mailbox_id: long }), 400, 'mailbox_takes_no_replies', 'mailbox_id')
  await lodge.call(desk.token, 'DELETE', `/v1/mailboxes/${own}`)
  expect((await list(desk)).find(({ name }: { name: string }) => name === 'Sales').mailbox_id).toBeNull()
})
