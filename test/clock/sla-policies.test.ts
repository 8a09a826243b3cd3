import { expect, test } from 'vitest'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addDepartment, eventsOf } from '../support/tickets.ts'

const lodge = useLodge()

const GOLD = { name: 'Gold', targets: { first_reply: { normal: 60, urgent: 15 }, resolution: { normal: 600 } } }
const create = (desk: TestDesk, body: object) => lodge.call(desk.token, 'POST', '/v1/sla-policies', body)

test('201 creates, 200 shows, changes and deletes, each with one event', async () => {
  const desk = await lodge.desk()
  const made = await create(desk, GOLD)
  expect(made.status).toBe(201)
  expect(made.json).toMatchObject({
    ...GOLD,
    position: 0,
    applies_to: { departments: null, types: null, priorities: null },
    clock: 'business',
    warning: { percent: 80 },
  })
  const url = `/v1/sla-policies/${made.json.id}`
  expect(made.headers.location).toBe(url)
  expect((await lodge.call(desk.token, 'GET', url)).json).toEqual(made.json)
  const sales = await addDepartment(lodge, desk, 'Sales')
  const changes = {
    applies_to: { departments: [sales], types: null, priorities: ['high', 'urgent'] },
    warning: { minutes_before: 10 },
    clock: 'wall',
  }
  const changed = await lodge.call(desk.token, 'PATCH', url, changes)
  expect(changed.json).toEqual({ ...made.json, ...changes, updated_at: changed.json.updated_at })
  const silent = await lodge.call(desk.token, 'PATCH', url, { warning: null, position: 3 })
  expect(silent.json).toMatchObject({ ...changes, warning: null, position: 3 })
  expect((await lodge.call(desk.token, 'DELETE', url)).json).toEqual(silent.json)
  expectProblem(await lodge.call(desk.token, 'GET', url), 404, 'sla_policy_not_found')
  expectProblem(await lodge.call(desk.token, 'PATCH', url, { position: 1 }), 404, 'sla_policy_not_found')
  expect(await eventsOf(lodge, desk, 'sla_policy.created')).toEqual([{ sla_policy: made.json }])
  expect(await eventsOf(lodge, desk, 'sla_policy.updated')).toHaveLength(2)
  expect(await eventsOf(lodge, desk, 'sla_policy.deleted')).toEqual([{ sla_policy: silent.json }])
})

test('200 lists in the order in which they are tried, page by page', async () => {
  const desk = await lodge.desk()
  for (const [name, position] of [
    ['Last', 9],
    ['b', 1],
    ['A', 1],
  ] as const) {
    await create(desk, { ...GOLD, name, position })
  }
  const first = await lodge.call(desk.token, 'GET', '/v1/sla-policies?limit=2')
  const rest = await lodge.call(desk.token, 'GET', `/v1/sla-policies?limit=2&cursor=${first.json.next_cursor}`)
  const names = [...first.json.data, ...rest.json.data].map(({ name }: { name: string }) => name)
  expect(names).toEqual(['A', 'b', 'Last'])
  expect(rest.json.next_cursor).toBe(null)
})

test('400 and 409 say what is wrong and what is allowed', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  const foreign = await addDepartment(lodge, other, 'Sales')
  const wrong = async (body: object) => (await create(desk, { ...GOLD, ...body })).json.errors[0]
  expect(await wrong({ targets: {} })).toMatchObject({ path: 'targets', code: 'required' })
  expect(await wrong({ targets: { first_reply: {} } })).toMatchObject({ path: 'targets', code: 'required' })
  expect(await wrong({ targets: { first_reply: { normal: 0 } } })).toMatchObject({ path: 'targets.first_reply.normal' })
  expect(await wrong({ targets: { first_reply: { huge: 5 } } })).toMatchObject({ path: 'targets.first_reply.huge' })
  expect(await wrong({ warning: { percent: 100 } })).toMatchObject({ path: expect.stringContaining('warning') })
  expect(await wrong({ applies_to: { departments: [] } })).toMatchObject({ path: 'applies_to.departments' })
  expect(await wrong({ applies_to: { departments: [foreign] } })).toMatchObject({
    path: 'applies_to.departments',
    code: 'department_not_found',
    message: `has ${foreign}, which is no department of this desk`,
  })
  expect(await wrong({ applies_to: { types: ['1'] } })).toMatchObject({ code: 'ticket_type_not_found' })
  await create(desk, GOLD)
  expectProblem(await create(desk, { ...GOLD, name: 'gold' }), 409, 'name_taken', 'name')
})
