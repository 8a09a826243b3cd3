import { expect, test } from 'vitest'
import { handOut } from '../../src/core/assignment/hand-out.ts'
import { startJobs } from '../../src/jobs/start.ts'
import { until } from '../support/feed.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addDepartment, addMember, eventsOf, fileTicket } from '../support/tickets.ts'

const lodge = useLodge()

type Assigned = { assignee: { name: string } | null; department: { name: string } }

const automatic = async (desk: TestDesk, name: string, assignment: string): Promise<string> => {
  const made = await lodge.call(desk.token, 'POST', '/v1/departments', { name, assignment })
  expect(made.json).toMatchObject({ assignment })
  return made.json.id
}
const team = (desk: TestDesk, department: string, member: string, method = 'PUT') =>
  lodge.call(desk.token, method, `/v1/departments/${department}/team/${member}`)
const ticketsOf = async (desk: TestDesk): Promise<Assigned[]> =>
  (await lodge.call(desk.token, 'GET', '/v1/tickets?limit=100')).json.data
const tally = (tickets: Assigned[]) =>
  Object.fromEntries(
    Map.groupBy(tickets, ({ assignee }) => assignee?.name ?? 'nobody')
      .entries()
      .map(([name, of]) => [name, of.length]),
  )
const auto = async (desk: TestDesk, ticket: { id: string }) =>
  (await lodge.call(desk.token, 'PATCH', `/v1/tickets/${ticket.id}`, { assignee: 'auto' })).json

test('many at once, by creation and by change, spread evenly', async () => {
  const desk = await lodge.desk()
  for (const name of ['Kim', 'Lee', 'Max']) await addMember(lodge, desk, name)
  const tickets = await Promise.all(Array.from({ length: 15 }, () => fileTicket(lodge, desk)))
  await Promise.all([
    ...tickets.map((ticket) => auto(desk, ticket)),
    ...Array.from({ length: 15 }, () => fileTicket(lodge, desk, { assignee: 'auto' })),
  ])
  expect(tally(await ticketsOf(desk))).toEqual({ Kim: 10, Lee: 10, Max: 10 })
})

test('by turns, whoever has how many; least loaded, whoever’s turn it is', async () => {
  const desk = await lodge.desk()
  await automatic(desk, 'Turns', 'round_robin')
  await automatic(desk, 'Loads', 'least_loaded')
  const kim = await addMember(lodge, desk, 'Kim')
  await addMember(lodge, desk, 'Lee')
  for (let n = 0; n < 6; n++) await fileTicket(lodge, desk, { assignee: kim })
  const give = async (department: string): Promise<string> =>
    (await fileTicket(lodge, desk, { department, assignee: 'auto' })).assignee.name
  const turns = []
  for (let n = 0; n < 4; n++) turns.push(await give('Turns'))
  expect(turns).toEqual(['Kim', 'Lee', 'Kim', 'Lee'])
  for (let n = 0; n < 4; n++) expect(await give('Loads')).toBe('Lee')
})

test('who is bound to departments is given tickets of those whose team they are on, not of everybody’s', async () => {
  const desk = await lodge.desk()
  const [sales, help] = [await automatic(desk, 'Sales', 'manual'), await automatic(desk, 'Help', 'manual')]
  const kim = await addMember(lodge, desk, 'Kim')
  await lodge.call(desk.token, 'PATCH', `/v1/members/${kim}`, { access: 'departments' })
  await team(desk, sales, kim)
  const given = async (department: string) =>
    (await fileTicket(lodge, desk, { department, assignee: 'auto' })).assignee?.name
  expect([await given(sales), await given(help)]).toEqual(['Kim', undefined])
  await addMember(lodge, desk, 'Lee')
  expect([await given(sales), await given(help)]).toEqual(['Kim', 'Lee'])
})

test('by turns holds within one commit of many, over several departments', async () => {
  const desk = await lodge.desk()
  const [sales, help] = [await automatic(desk, 'Sales', 'round_robin'), await automatic(desk, 'Help', 'round_robin')]
  const [kim, lee, max] = [
    await addMember(lodge, desk, 'Kim'),
    await addMember(lodge, desk, 'Lee'),
    await addMember(lodge, desk, 'Max'),
  ]
  for (const id of [kim, lee]) await team(desk, sales, id)
  await team(desk, help, max)
  const given: Assigned[] = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      fileTicket(lodge, desk, { department: n % 4 === 0 ? 'Help' : 'Sales', assignee: 'auto' }),
    ),
  )
  expect(tally(given.filter(({ department }) => department.name === 'Help'))).toEqual({ Max: 10 })
  expect(tally(given.filter(({ department }) => department.name === 'Sales'))).toEqual({ Kim: 15, Lee: 15 })
})

test('only to who is online, below their capacity and, where a department has members, in it', async () => {
  const desk = await lodge.desk()
  const sales = await automatic(desk, 'Sales', 'least_loaded')
  const kim = await addMember(lodge, desk, 'Kim')
  await addMember(lodge, desk, 'Lee')
  await team(desk, sales, kim)
  const one = await fileTicket(lodge, desk, { department: 'Sales', assignee: 'auto' })
  expect(one.assignee.name).toBe('Kim')
  const set = (body: object) => lodge.call(desk.token, 'PATCH', `/v1/members/${kim}`, body)
  expect((await set({ capacity: 1 })).json).toMatchObject({ capacity: 1, availability: 'online' })
  expect((await fileTicket(lodge, desk, { department: 'Sales', assignee: 'auto' })).assignee).toBe(null)
  await set({ capacity: null, availability: 'away' })
  expect((await fileTicket(lodge, desk, { department: 'Sales', assignee: 'auto' })).assignee).toBe(null)
  // Moved and given in one change: by the department it comes to.
  const moved = await fileTicket(lodge, desk, { department: 'Support' })
  await set({ availability: 'online' })
  const answer = await lodge.call(desk.token, 'PATCH', `/v1/tickets/${moved.id}`, {
    department: 'Sales',
    assignee: 'auto',
  })
  expect(answer.json.assignee.name).toBe('Kim')
})

test('a department’s team: put in, listed, taken out; each once, however often', async () => {
  const desk = await lodge.desk()
  const [support] = (await lodge.call(desk.token, 'GET', '/v1/departments')).json.data
  const [kim, lee] = [await addMember(lodge, desk, 'Kim'), await addMember(lodge, desk, 'Lee')]
  for (const id of [kim, lee, lee]) expect((await team(desk, support.id, id)).json.id).toBe(id)
  const listed = await lodge.call(desk.token, 'GET', `/v1/departments/${support.id}/team?limit=1`)
  expect(listed.json.data.map(({ id }: { id: string }) => id)).toEqual([kim])
  const rest = await lodge.call(
    desk.token,
    'GET',
    `/v1/departments/${support.id}/team?cursor=${listed.json.next_cursor}`,
  )
  expect(rest.json.data.map(({ id }: { id: string }) => id)).toEqual([lee])
  for (let n = 0; n < 2; n++) expect((await team(desk, support.id, lee, 'DELETE')).status).toBe(200)
  expect(await eventsOf(lodge, desk, 'department_member.added')).toHaveLength(2)
  expect(await eventsOf(lodge, desk, 'department_member.removed')).toEqual([
    { department: { id: support.id, name: 'Support' }, member: expect.objectContaining({ id: lee }) },
  ])
  expectProblem(await team(desk, support.id, '1'), 404, 'member_not_found')
  expectProblem(await team(desk, '1', kim), 404, 'department_not_found')
})

test('in a department that assigns, what nobody has is given out: new, moved there, waiting until somebody is online', async () => {
  const desk = await lodge.desk()
  await automatic(desk, 'Sales', 'round_robin')
  const kim = await addMember(lodge, desk, 'Kim', { availability: 'offline' })
  await fileTicket(lodge, desk) // in Support, which is manual
  const moved = await fileTicket(lodge, desk)
  await fileTicket(lodge, desk, { department: 'Sales' })
  await fileTicket(lodge, desk, { department: 'Sales', status: 'resolved' })
  const jobs = await startJobs(lodge.lodge)
  try {
    await lodge.call(desk.token, 'PATCH', `/v1/tickets/${moved.id}`, { department: 'Sales' })
    await lodge.call(desk.token, 'PATCH', `/v1/members/${kim}`, { availability: 'online' })
    await until(async () => tally(await ticketsOf(desk)).Kim === 2)
    await fileTicket(lodge, desk, { department: 'Sales' })
    await until(async () => tally(await ticketsOf(desk)).Kim === 3)
    // Who leaves hands on.
    await addMember(lodge, desk, 'Lee')
    await lodge.call(desk.token, 'DELETE', `/v1/members/${kim}`)
    await until(async () => tally(await ticketsOf(desk)).Lee === 3)
  } finally {
    await jobs.stop()
  }
  expect(tally(await ticketsOf(desk))).toEqual({ nobody: 2, Lee: 3 })
})

test('given out by several at once, each ticket is given once, the urgent first', async () => {
  const desk = await lodge.desk()
  await automatic(desk, 'Sales', 'round_robin')
  for (let n = 0; n < 10; n++) await fileTicket(lodge, desk, { department: 'Sales' })
  const urgent = await fileTicket(lodge, desk, { department: 'Sales', priority: 'urgent' })
  const kim = await addMember(lodge, desk, 'Kim', { capacity: 1 })
  await handOut(lodge.lodge, desk.id)
  const first = (await lodge.call(desk.token, 'GET', `/v1/tickets/${urgent.id}`)).json
  expect(first.assignee.id).toBe(kim)
  await addMember(lodge, desk, 'Lee')
  await addMember(lodge, desk, 'Max')
  await Promise.all([1, 2, 3, 4].map(() => handOut(lodge.lodge, desk.id)))
  expect(tally(await ticketsOf(desk))).toEqual({ Kim: 1, Lee: 5, Max: 5 })
  expect(await eventsOf(lodge, desk, 'ticket.updated')).toHaveLength(11)
})

test('400 an assignment that there is not', async () => {
  const desk = await lodge.desk()
  const id = await addDepartment(lodge, desk, 'Sales')
  const answer = await lodge.call(desk.token, 'PATCH', `/v1/departments/${id}`, { assignment: 'random' })
  expect(answer.json.errors[0]).toMatchObject({ path: 'assignment' })
  expect(answer.text).toContain('round_robin')
})
