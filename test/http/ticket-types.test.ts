import { expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'

const lodge = useLodge()

const create = (desk: TestDesk, body: object) => lodge.call(desk.token, 'POST', '/v1/ticket-types', body)
const list = async (desk: TestDesk) => (await lodge.call(desk.token, 'GET', '/v1/ticket-types')).json.data
const patch = (desk: TestDesk, id: string, body: object) =>
  lodge.call(desk.token, 'PATCH', `/v1/ticket-types/${id}`, body)
const archive = (desk: TestDesk, path: string) => lodge.call(desk.token, 'DELETE', `/v1/ticket-types/${path}`)
const ticketOf = (desk: TestDesk, type?: string) =>
  lodge.call(desk.token, 'POST', '/v1/tickets', {
    requester: { email: 'ann@example.com' },
    subject: 'Hi',
    ...(type === undefined ? {} : { type }),
  })

test('201 creates a type that tickets can have at once, with one event', async () => {
  const desk = await lodge.desk()
  await ticketOf(desk)
  const made = await create(desk, { name: 'Incident', is_internal: true, position: 3 })
  expect(made.status).toBe(201)
  expect(made.json).toMatchObject({
    name: 'Incident',
    is_default: false,
    is_internal: true,
    position: 3,
    archived_at: null,
  })
  expect((await ticketOf(desk, 'incident')).json.type).toEqual({ id: made.json.id, name: 'Incident' })
  const events = (await eventsOf(lodge, desk)).filter(({ type }) => type.startsWith('ticket_type'))
  expect(events).toEqual([{ type: 'ticket_type.created', data: { ticket_type: made.json } }])
})

test('200 lists by position, then name, page by page', async () => {
  const desk = await lodge.desk()
  for (const [name, position] of [
    ['Zeta', 1],
    ['beta', 2],
    ['Alpha', 2],
    ['Omega', 2],
  ] as const)
    await create(desk, { name, position })
  const names: string[] = []
  let cursor = ''
  do {
    const page = await lodge.call(desk.token, 'GET', `/v1/ticket-types?limit=2${cursor && `&cursor=${cursor}`}`)
    names.push(...page.json.data.map(({ name }: { name: string }) => name))
    cursor = page.json.next_cursor ?? ''
  } while (cursor)
  expect(names).toEqual(['Question', 'Zeta', 'Alpha', 'beta', 'Omega'])
})

test('200 changes what is given and moves the default', async () => {
  const desk = await lodge.desk()
  const [question] = await list(desk)
  const made = (await create(desk, { name: 'Incident' })).json
  const changed = await patch(desk, made.id, { name: 'Outage', is_default: true, position: 9 })
  expect(changed.json).toEqual({ ...made, name: 'Outage', is_default: true, position: 9 })
  expect((await ticketOf(desk)).json.type.name).toBe('Outage')
  expect((await list(desk)).find(({ id }: { id: string }) => id === question.id).is_default).toBe(false)
  const internal = await patch(desk, made.id, { is_internal: true })
  expect((await eventsOf(lodge, desk)).at(-1)).toEqual({
    type: 'ticket_type.updated',
    data: { ticket_type: internal.json },
  })
})

test('200 archives: tickets keep their type, or become what is named', async () => {
  const desk = await lodge.desk()
  const [a, b] = [(await create(desk, { name: 'A' })).json, (await create(desk, { name: 'B' })).json]
  const [first, second] = [(await ticketOf(desk, 'A')).json, (await ticketOf(desk, 'B')).json]
  const typeOf = async (id: string) =>
    (await lodge.store.pool.query('select ticket_type_id from ticket where desk_id = $1 and id = $2', [desk.id, id]))
      .rows[0].ticket_type_id
  const archived = await archive(desk, a.id)
  expect(archived.status).toBe(200)
  expect(archived.json).toEqual({ ...a, archived_at: archived.json.archived_at })
  expect(await typeOf(first.id)).toBe(a.id)
  expectProblem(await ticketOf(desk, 'A'), 400, 'ticket_type_not_found')
  await archive(desk, `${b.id}?move_to=question`)
  const [question] = await list(desk)
  expect(await typeOf(second.id)).toBe(question.id)
  const events = (await eventsOf(lodge, desk)).filter(({ type }) => type === 'ticket_type.archived')
  expect(events).toMatchObject([
    { data: { ticket_type: { id: a.id }, moved_to: null, tickets: 0 } },
    { data: { ticket_type: { id: b.id }, moved_to: { name: 'Question' }, tickets: 1 } },
  ])
})

test('409 a taken name, and archiving the default; 400 nothing to become', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  const [question] = await list(desk)
  const [foreign] = await list(other)
  const made = (await create(desk, { name: 'Incident' })).json
  expectProblem(await create(desk, { name: 'QUESTION' }), 409, 'name_taken', 'name')
  expectProblem(await patch(desk, made.id, { name: 'question' }), 409, 'name_taken', 'name')
  expectProblem(await archive(desk, question.id), 409, 'ticket_type_is_default')
  for (const target of [made.id, foreign.id, 'Nothing']) {
    expectProblem(await archive(desk, `${made.id}?move_to=${target}`), 400, 'ticket_type_not_found', 'move_to')
  }
})

test.each([
  ['no name', {}, 'name'],
  ['a blank name', { name: '\t' }, 'name'],
  ['a negative position', { name: 'A', position: -1 }, 'position'],
  ['half a position', { name: 'A', position: 0.5 }, 'position'],
  ['an unknown field', { name: 'A', is_public: true }, 'is_public'],
])('400 %s', async (_, body, path) => {
  const desk = await lodge.desk()
  expectProblem(await create(desk, body), 400, 'invalid_body', path)
})

test("404 a foreign desk's, an archived, an unknown and a malformed id alike", async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  const foreign = (await create(other, { name: 'A' })).json
  const archived = (await create(desk, { name: 'A' })).json
  await archive(desk, archived.id)
  for (const id of [foreign.id, archived.id, '1', 'x']) {
    expectProblem(await patch(desk, id, { is_default: true }), 404, 'ticket_type_not_found')
    expectProblem(await archive(desk, id), 404, 'ticket_type_not_found')
  }
  expect((await list(desk))[0].is_default).toBe(true)
})

test('403 reading needs settings:read, changing needs admin', async () => {
  const desk = await lodge.desk()
  const [reader, stranger] = [await lodge.token(desk, ['settings:read']), await lodge.token(desk, ['tickets:read'])]
  expect((await lodge.call(reader, 'GET', '/v1/ticket-types')).status).toBe(200)
  expectProblem(await lodge.call(stranger, 'GET', '/v1/ticket-types'), 403, 'insufficient_scope')
  expectProblem(await lodge.call(reader, 'POST', '/v1/ticket-types', { name: 'A' }), 403, 'insufficient_scope')
  expectProblem(await lodge.call(reader, 'PATCH', '/v1/ticket-types/1', { name: 'A' }), 403, 'insufficient_scope')
  expectProblem(await lodge.call(reader, 'DELETE', '/v1/ticket-types/1'), 403, 'insufficient_scope')
})
