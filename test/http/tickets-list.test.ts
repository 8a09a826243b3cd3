import { beforeAll, describe, expect, test } from 'vitest'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { addDepartment, addMember, addTicketType, fileTicket, otherDesksTicket } from '../support/tickets.ts'

const lodge = useLodge()
let desk: TestDesk
/** By subject, the ticket's id. */
const ids: Record<string, string> = {}
let bo = ''
let sales = ''
let bug = ''
let carl = ''

const DAY = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString()

/** The subjects that a query finds, in its order. */
const find = async (query: string): Promise<string[]> => {
  const page = await lodge.call(desk.token, 'GET', `/v1/tickets?${query}`)
  expect(page.status, page.text).toBe(200)
  return page.json.data.map((ticket: { subject: string }) => ticket.subject)
}

beforeAll(async () => {
  desk = await lodge.desk()
  bo = await addMember(lodge, desk, 'Bo')
  sales = await addDepartment(lodge, desk, 'Sales')
  bug = await addTicketType(lodge, desk, 'Bug')
  const carla = { email: 'Carla@Example.com', external_id: 'c-9', name: 'Carla' }
  const tickets: Record<string, object> = {
    plain: {},
    closed: { status: 'closed', closed_at: daysAgo(3), tags: ['vip'] },
    snoozed: { status: 'snoozed', snoozed_until: daysAgo(-1) },
    urgent: { priority: 'urgent', assignee: bo },
    sales: { department: 'sales', tags: ['VIP', 'new'] },
    bug: { type: 'Bug', priority: 'low', status: 'pending' },
    carla: { requester: carla, external_ref: 'crm-7', assignee: bo, department: sales },
  }
  for (const [subject, fields] of Object.entries(tickets)) {
    const ticket = await fileTicket(lodge, desk, { subject, ...fields })
    ids[subject] = ticket.id
    if (subject === 'carla') carl = ticket.requester.id
  }
  // What only time makes: updates long after the creation, and in another order.
  await lodge.store.pool.query(
    `update ticket set updated_at = created_at + make_interval(days => (case subject when 'plain' then 1 when 'urgent' then 9 else 0 end))
     where desk_id = $1`,
    [desk.id],
  )
})

describe('each filter finds what it names, and nothing else', () => {
  test.each([
    ['status=closed', ['closed']],
    ['status=closed,snoozed', ['snoozed', 'closed']],
    ['status=closed&status=pending', ['bug', 'closed']],
    ['status=resolved', []],
    ['priority=urgent', ['urgent']],
    ['priority=low,urgent', ['bug', 'urgent']],
    ['priority=high', []],
    ['department=Sales', ['carla', 'sales']],
    ['department=support&status=open', ['urgent', 'plain']],
    ['type=bug', ['bug']],
    ['assignee=bo@staff.example', ['carla', 'urgent']],
    ['assignee=none', ['bug', 'sales', 'snoozed', 'closed', 'plain']],
    ['requester=carla@EXAMPLE.com', ['carla']],
    ['requester=c-9', ['carla']],
    ['requester=nobody@example.com', []],
    ['requester=ann@example.com&status=open', ['sales', 'urgent', 'plain']],
    ['tag=Vip', ['sales', 'closed']],
    ['tag=new', ['sales']],
    ['tag=never', []],
    ['external_ref=crm-7', ['carla']],
    ['external_ref=crm-8', []],
  ])('%s', async (query, subjects) => {
    expect(await find(query)).toEqual(subjects)
    expect(await find(`${query}&sort=created`)).toEqual(subjects.toReversed())
    expect((await find(`${query}&sort=updated`)).sort()).toEqual(subjects.toSorted())
    expect((await find(`${query}&sort=-updated`)).sort()).toEqual(subjects.toSorted())
  })

  test('department, type, assignee and requester by id', async () => {
    expect(await find(`department=${sales}`)).toEqual(['carla', 'sales'])
    expect(await find(`type=${bug}`)).toEqual(['bug'])
    expect(await find(`assignee=${bo}`)).toEqual(['carla', 'urgent'])
    expect(await find(`requester=${carl}`)).toEqual(['carla'])
  })

  test('updated_after and updated_before', async () => {
    expect(await find(`updated_after=${daysAgo(-0.5)}&updated_before=${daysAgo(-2)}`)).toEqual(['plain'])
    expect(await find(`updated_after=${daysAgo(-5)}`)).toEqual(['urgent'])
    expect(await find(`updated_before=${daysAgo(-5)}&status=open`)).toEqual(['carla', 'sales', 'plain'])
    expect(await find(`updated_before=${daysAgo(-5)}&sort=-updated&limit=1`)).toEqual(['plain'])
    expect(await find(`updated_after=${daysAgo(-0.5)}&sort=-updated`)).toEqual(['urgent', 'plain'])
    expect(await find(`updated_after=${daysAgo(-20)}`)).toEqual([])
    expect(await find(`updated_before=${daysAgo(1)}`)).toEqual([])
  })

  test('filters that combine', async () => {
    expect(await find('tag=vip&status=open')).toEqual(['sales'])
    expect(await find('tag=vip&department=support')).toEqual(['closed'])
    expect(await find(`tag=vip&assignee=${bo}`)).toEqual([])
    expect(await find(`assignee=${bo}&priority=urgent&type=Question`)).toEqual(['urgent'])
    expect(await find('assignee=none&status=open&department=Sales')).toEqual(['sales'])
    expect(await find('assignee=none&department=Sales')).toEqual(['sales'])
    expect(await find('requester=c-9&tag=vip')).toEqual([])
    expect(await find(`external_ref=crm-7&assignee=none`)).toEqual([])
  })
})

test('created_after and created_before', async () => {
  const own = await lodge.desk()
  const moments = [400, 40, 4].map((days) => Date.now() - days * DAY)
  for (const ms of moments) {
    const ticket = await fileTicket(lodge, own, { subject: `${ms}` })
    await lodge.store.pool.query(
      'update ticket set id = $3, created_at = $4, updated_at = $4 where desk_id = $1 and id = $2',
      [own.id, ticket.id, (BigInt(ms - 1_735_689_600_000) << 22n).toString(), new Date(ms)],
    )
  }
  const subjects = async (query: string) =>
    (await lodge.call(own.token, 'GET', `/v1/tickets?${query}`)).json.data.map((t: { subject: string }) =>
      Number(t.subject),
    )
  const [old, mid, young] = moments
  expect(await subjects(`created_after=${daysAgo(50)}`)).toEqual([young, mid])
  expect(await subjects(`created_before=${daysAgo(50)}`)).toEqual([old])
  expect(await subjects(`created_after=${daysAgo(50)}&created_before=${daysAgo(10)}`)).toEqual([mid])
  expect(await subjects(`created_after=${daysAgo(50)}&sort=updated`)).toEqual([mid, young])
  expect(await subjects(`created_after=${new Date(mid ?? 0).toISOString()}&sort=created`)).toEqual([mid, young])
  expect(await subjects(`created_before=${new Date(mid ?? 0).toISOString()}`)).toEqual([old])
  // By updates as well: the two parts of the list, and a page that spans both.
  await lodge.store.pool.query('update ticket set updated_at = now() where desk_id = $1 and subject = $2', [
    own.id,
    `${old}`,
  ])
  expect(await subjects(`updated_after=${daysAgo(10)}`)).toEqual([young, old])
  expect(await subjects(`updated_after=${daysAgo(10)}&sort=created`)).toEqual([old, young])
  expect(await subjects(`updated_after=${daysAgo(10)}&limit=1`)).toEqual([young])
  expect(await subjects(`updated_after=${daysAgo(10)}&created_before=${daysAgo(100)}`)).toEqual([old])
  expect(await subjects(`updated_before=${daysAgo(20)}`)).toEqual([mid])
  expect(await subjects('created_before=9000-01-01T00:00:00Z&updated_after=1971-01-01T00:00:00Z')).toEqual([
    young,
    mid,
    old,
  ])
})

test('200 shows each ticket without its messages', async () => {
  const { json } = await lodge.call(desk.token, 'GET', '/v1/tickets?external_ref=crm-7')
  const { messages, sla, participants, links, updated_at, ...whole } = (
    await lodge.call(desk.token, 'GET', `/v1/tickets/${ids.carla}`)
  ).json
  expect(messages).toHaveLength(1)
  expect([participants, sla, links]).toEqual([[], [], []])
  expect(json).toEqual({ data: [{ ...whole, updated_at }], next_cursor: null })
})

test.each(['-created', 'created', '-updated', 'updated'])(
  '%s walks every ticket once while tickets are added',
  async (sort) => {
    const own = await lodge.desk()
    const made: string[] = []
    for (let n = 0; n < 9; n += 1) made.push((await fileTicket(lodge, own, { tags: n % 2 ? [] : ['odd'] })).id)
    // Equal times: the id tells them apart.
    await lodge.store.pool.query(
      `update ticket set updated_at = '2026-01-02T03:04:05.678912Z' where desk_id = $1 and number between 3 and 7`,
      [own.id],
    )
    const seen: string[] = []
    let cursor: string | null = ''
    for (let pages = 0; cursor !== null && pages < 20; pages += 1) {
      const page = await lodge.call(
        own.token,
        'GET',
        `/v1/tickets?limit=2&sort=${sort}${cursor ? `&cursor=${cursor}` : ''}`,
      )
      seen.push(...page.json.data.map((ticket: { id: string }) => ticket.id))
      cursor = page.json.next_cursor
      if (pages < 3) await fileTicket(lodge, own, { subject: 'late' })
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.filter((id) => made.includes(id)).toSorted()).toEqual(made.toSorted())
    if (sort === '-created') expect(seen).toEqual(made.toReversed())
    if (sort === 'created') expect(seen.slice(0, 9)).toEqual(made)
  },
)

test('pages of a filter go on where the one before ended', async () => {
  for (const query of [
    'tag=vip',
    'assignee=none',
    'department=Sales',
    'status=open,closed',
    `updated_after=${daysAgo(30)}`,
  ]) {
    for (const sort of ['-created', 'created', '-updated', 'updated']) {
      const all = await find(`${query}&sort=${sort}`)
      const walked: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const url: string = `/v1/tickets?limit=1&${query}&sort=${sort}${cursor ? `&cursor=${cursor}` : ''}`
        const page = await lodge.call(desk.token, 'GET', url)
        walked.push(...page.json.data.map((ticket: { subject: string }) => ticket.subject))
        cursor = page.json.next_cursor
      }
      expect(walked).toEqual(all)
    }
  }
})

test('400 for a cursor of another sort, or that is none', async () => {
  const { json } = await lodge.call(desk.token, 'GET', '/v1/tickets?limit=1')
  for (const query of [
    `sort=created&cursor=${json.next_cursor}`,
    'cursor=garbage',
    `cursor=${json.next_cursor}A`,
    'cursor=%00',
  ]) {
    const answer = await lodge.call(desk.token, 'GET', `/v1/tickets?${query}`)
    expect(answer.status).toBe(400)
    expect(answer.json).toMatchObject({ code: 'invalid_query', errors: [{ path: 'cursor' }] })
  }
})

test.each([
  ['status=done', 'status.0', 'not_allowed'],
  ['priority=', 'priority.0', 'not_allowed'],
  ['limit=0', 'limit', 'too_small'],
  ['limit=101', 'limit', 'too_large'],
  ['limit=x', 'limit', 'wrong_type'],
  ['sort=subject', 'sort', 'not_allowed'],
  ['created_after=yesterday', 'created_after', 'invalid'],
  ['updated_before=0000-01-01T00:00:00Z', 'updated_before', 'out_of_range'],
  ['offset=1', 'offset', 'unknown_field'],
])('400 %s', async (query, path, code) => {
  const answer = await lodge.call(desk.token, 'GET', `/v1/tickets?${query}`)
  expect(answer.status).toBe(400)
  expect(answer.json).toMatchObject({ code: 'invalid_query', errors: [{ path, code }] })
})

test('400 for a name nobody has, an empty page for an id nobody has', async () => {
  const foreign = await otherDesksTicket(lodge)
  for (const [field, code] of [
    ['department', 'department_not_found'],
    ['type', 'ticket_type_not_found'],
    ['assignee', 'assignee_not_found'],
  ]) {
    const answer = await lodge.call(desk.token, 'GET', `/v1/tickets?${field}=Nowhere`)
    expect([answer.status, answer.json.code]).toEqual([400, code])
  }
  for (const field of ['department', 'type', 'assignee', 'requester', 'external_ref']) {
    expect(await find(`${field}=${foreign.department.id}`)).toEqual([])
    expect(await find(`${field}=99999999999999999999`).catch(() => [])).toEqual([])
  }
  expect(await find(`department=${foreign.department.id}&type=${foreign.type.id}`)).toEqual([])
  expect(await find(`requester=${foreign.requester.id}`)).toEqual([])
})
