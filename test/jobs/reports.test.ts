import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJobs } from '../../src/jobs/start.ts'
import { until } from '../support/feed.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'

const lodge = useLodge()
let stop: () => Promise<void>
beforeAll(async () => {
  stop = (await startJobs(lodge.lodge)).stop
})
afterAll(() => stop?.())

const call = (desk: TestDesk, method: string, path: string, body?: object) =>
  lodge.call(desk.token, method, `/v1${path}`, body)

/** Once every event so far is counted. */
const counted = () =>
  until(async () => {
    const behind = await lodge.store.pool.query(
      `select from follower_cursor c where name = 'reports'
         and not exists (select from event e where (e.xid, e.id) > (c.xid, c.id))`,
    )
    return behind.rowCount === 1
  })

const today = () => new Date().toISOString().slice(0, 10)
const report = async (desk: TestDesk, name: string, more = '') => {
  await counted()
  // Two days, as it may become midnight meanwhile.
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  return (await call(desk, 'GET', `/reports/${name}?from=${today()}&to=${tomorrow}${more}`)).json
}

// biome-ignore lint/suspicious/noExplicitAny: a row is what each test asserts
const sum = (rows: any[], field: string): number => rows.reduce((total, row) => total + row[field], 0)

type Step =
  | { do: 'create'; status: string; department: boolean; assigned: boolean }
  | { do: 'say'; ticket: number; author: string; public: boolean; status: string | undefined }
  | { do: 'set'; ticket: number; status: string; assigned: boolean }
  | { do: 'move'; ticket: number }

const status = fc.constantFrom('open', 'pending', 'resolved', 'closed', 'spam')
const ticket = fc.nat(4)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('create' as const), status, department: fc.boolean(), assigned: fc.boolean() }),
  fc.record({
    do: fc.constant('say' as const),
    ticket,
    author: fc.constantFrom('agent', 'requester'),
    public: fc.boolean(),
    status: fc.option(status, { nil: undefined }),
  }),
  fc.record({ do: fc.constant('set' as const), ticket, status, assigned: fc.boolean() }),
  fc.record({ do: fc.constant('move' as const), ticket }),
)

const play = async (desk: TestDesk, steps: Step[]): Promise<void> => {
  await call(desk, 'POST', '/departments', { name: 'Sales' })
  await call(desk, 'POST', '/members', { email: 'kim@example.com', name: 'Kim', role: 'agent' })
  const tickets: string[] = []
  for (const one of steps) {
    if (one.do === 'create') {
      const made = await call(desk, 'POST', '/tickets', {
        requester: { email: 'ann@example.com' },
        subject: 'Hi',
        status: one.status,
        ...(one.department && { department: 'Sales' }),
        ...(one.assigned && { assignee: 'kim@example.com' }),
      })
      tickets.push(made.json.id)
      continue
    }
    const id = tickets[one.ticket]
    if (id === undefined) continue
    const { status } = 'status' in one ? one : { status: undefined }
    if (one.do === 'say')
      await call(desk, 'POST', `/tickets/${id}/messages`, {
        body: 'x',
        author: one.author,
        public: one.author === 'requester' || one.public,
        ...(status && { status }),
      })
    else if (one.do === 'set')
      await call(desk, 'PATCH', `/tickets/${id}`, { status, assignee: one.assigned ? 'kim@example.com' : null })
    else await call(desk, 'PATCH', `/tickets/${id}`, { department: 'Sales' })
  }
}

/** The same, from the tickets and messages themselves and from each ticket's way through its states. */
const recount = async (desk: TestDesk) => {
  const { pool } = lodge.store
  const one = async (sql: string) => (await pool.query(sql, [desk.id])).rows[0]
  const { rows: events } = await pool.query(
    `select type, ticket_id, data from event where desk_id = $1 and ticket_id is not null order by xid, id`,
    [desk.id],
  )
  const done = (state: string | undefined) => state === 'resolved' || state === 'closed'
  const states = new Map<string, string>()
  const assignees = new Map<string, string | undefined>()
  let [resolved, reopened, assigned] = [0, 0, 0]
  for (const { ticket_id, data } of events) {
    const [before, now] = [states.get(ticket_id), data.ticket.status]
    if (done(now) && !done(before)) resolved += 1
    if (done(before) && !done(now) && now !== 'spam') reopened += 1
    states.set(ticket_id, now)
    const assignee = data.ticket.assignee?.id
    if (assignee !== undefined && assignee !== assignees.get(ticket_id)) assigned += 1
    assignees.set(ticket_id, assignee)
  }
  const tickets = await one(
    'select count(*)::integer as n, count(first_response_at)::integer as answered from ticket where desk_id = $1',
  )
  const messages = await one(
    `select count(*) filter (where author_kind = 'contact')::integer as received,
       count(*) filter (where author_kind = 'agent' and is_public)::integer as replied
     from message where desk_id = $1`,
  )
  return { created: tickets.n, first_replies: tickets.answered, ...messages, resolved, reopened, assigned }
}

test('whatever happens to tickets, the reports say what a recount says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
      const desk = await lodge.desk()
      await play(desk, [{ do: 'create', status: 'open', department: false, assigned: true }, ...steps])
      const wanted = await recount(desk)
      const volumes = (await report(desk, 'volumes', '&group=department')).data
      const times = (await report(desk, 'response-times')).data
      const agents = (await report(desk, 'agents')).data
      expect({
        created: sum(volumes, 'created'),
        received: sum(volumes, 'received'),
        replied: sum(volumes, 'replied'),
        resolved: sum(volumes, 'resolved'),
        reopened: sum(volumes, 'reopened'),
        first_replies: sum(
          times.map((row: { first_reply: object }) => row.first_reply),
          'count',
        ),
        assigned: sum(agents, 'assigned'),
      }).toEqual(wanted)
    }),
    { numRuns: 8 },
  )
})

test('200 volumes, response times, resolutions and what each member did', async () => {
  const desk = await lodge.desk()
  const member = (await call(desk, 'POST', '/members', { email: 'kim@example.com', name: 'Kim', role: 'agent' })).json
  const { id } = (
    await call(desk, 'POST', '/tickets', {
      requester: { email: 'ann@example.com' },
      subject: 'Hi',
      assignee: member.id,
    })
  ).json
  await call(desk, 'POST', `/tickets/${id}/messages`, { body: 'note', public: false })
  await call(desk, 'POST', `/tickets/${id}/messages`, { body: 'answer', status: 'resolved' })
  await call(desk, 'POST', `/tickets/${id}/messages`, { body: 'thanks', author: 'requester' })
  const volumes = await report(desk, 'volumes', '&group=channel')
  expect(volumes).toMatchObject({ time_zone: 'UTC', from: today() })
  const [row] = volumes.data.filter(({ created }: { created: number }) => created > 0)
  expect(row).toMatchObject({
    channel: 'api',
    department: null,
    created: 1,
    received: 2,
    replied: 1,
    resolved: 1,
    reopened: 1,
  })
  const [times] = (await report(desk, 'response-times', '&interval=month')).data
  const one = {
    count: 1,
    mean_seconds: expect.any(Number),
    within: { '15m': 1, '1h': 1, '4h': 1, '8h': 1, '1d': 1, '3d': 1 },
  }
  expect(times).toMatchObject({ first_reply: one, resolution: one })
  expect((await report(desk, 'resolutions', '&interval=month')).data[0]).toMatchObject({ resolved: 1, resolution: one })
  expect((await report(desk, 'agents')).data).toEqual([
    {
      member: { id: member.id, name: 'Kim', email: 'kim@example.com' },
      assigned: 1,
      replied: 0,
      noted: 0,
      resolved: 1,
    },
  ])
})

test('a day is one of the desk’s time zone, daylight saving included, and one without anything has zeros', async () => {
  const desk = await lodge.desk()
  const [support] = (await call(desk, 'GET', '/departments')).json.data
  const weekly = [{ day: 'monday', from: '09:00', to: '17:00' }]
  const hours = { name: 'Office', time_zone: 'Asia/Kathmandu', weekly, is_default: true }
  expect((await call(desk, 'POST', '/business-hours', hours)).status).toBe(201)
  const at = (slot: string, created: number) =>
    lodge.store.pool.query(
      `insert into report_volume (desk_id, slot, department_id, channel, created) values ($1, $2, $3, 'api', $4)`,
      [desk.id, slot, support.id, created],
    )
  // +05:45: the day before, the first and the last quarter of the 10th, the day after.
  await at('2026-03-09T18:00:00Z', 1)
  await at('2026-03-09T18:15:00Z', 10)
  await at('2026-03-10T18:00:00Z', 100)
  await at('2026-03-10T18:15:00Z', 1_000)
  const days = async (from: string, to: string, more = '') =>
    (await call(desk, 'GET', `/reports/volumes?from=${from}&to=${to}${more}`)).json.data.map(
      (row: { period: string; created: number }) => [row.period, row.created],
    )
  expect(await days('2026-03-10', '2026-03-12')).toEqual([
    ['2026-03-10', 110],
    ['2026-03-11', 1_000],
    ['2026-03-12', 0],
  ])
  expect(await days('2026-03-01', '2026-03-31', '&interval=month')).toEqual([['2026-03-01', 1_111]])
  expect(await days('2026-03-10', '2026-03-10', '&interval=week')).toEqual([['2026-03-09', 110]])
  // New York springs forward on 2026-03-08: that day has 23 hours, from 05:00Z to 04:00Z.
  const list = (await call(desk, 'GET', '/business-hours')).json.data
  await call(desk, 'PATCH', `/business-hours/${list[0].id}`, { time_zone: 'America/New_York' })
  await at('2026-03-08T05:00:00Z', 7)
  await at('2026-03-09T03:45:00Z', 8)
  await at('2026-03-09T04:00:00Z', 9)
  expect(await days('2026-03-08', '2026-03-08')).toEqual([['2026-03-08', 15]])
})

test('400 days that are none, the wrong way round, or too many', async () => {
  const desk = await lodge.desk()
  const ask = (query: string) => call(desk, 'GET', `/reports/volumes?${query}`)
  expectProblem(await ask('from=2026-01-01'), 400, 'invalid_query', 'to')
  expectProblem(await ask('from=2026-01-01&to=2026-02-30'), 400, 'invalid_query', 'to')
  expectProblem(await ask('from=2026-01-02&to=2026-01-01'), 400, 'invalid_query', 'to')
  expectProblem(await ask('from=2016-01-01&to=2026-06-01'), 400, 'invalid_query', 'to')
  expectProblem(await ask('from=2024-01-01&to=2026-06-01'), 400, 'invalid_query', 'interval')
  expect((await ask('from=2024-01-01&to=2026-06-01&interval=week')).status).toBe(200)
})
