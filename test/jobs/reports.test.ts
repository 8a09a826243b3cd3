import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../src/core/actor.ts'
import { recordEvents } from '../../src/core/events/record.ts'
import { rateTicket } from '../../src/core/mail/rate.ts'
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
    const done = await lodge.store.pool.query(
      `select from follower_cursor c where name in ('reports', 'report_outcomes')
         and not exists (select from event e where (e.xid, e.id) > (c.xid, c.id))`,
    )
    return done.rowCount === 2
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
  const { rows: open } = await pool.query(
    `select d.name, count(*)::integer as n from ticket t join department d on d.desk_id = t.desk_id and d.id = t.department_id
     where t.desk_id = $1 and status in ('open', 'pending', 'snoozed') group by 1 order by 1`,
    [desk.id],
  )
  const messages = await one(
    `select count(*) filter (where author_kind = 'contact')::integer as received,
       count(*) filter (where author_kind = 'agent' and is_public)::integer as replied
     from message where desk_id = $1`,
  )
  return { created: tickets.n, first_replies: tickets.answered, ...messages, resolved, reopened, assigned, open }
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
      const sources = (await report(desk, 'volumes', '&group=source')).data
      for (const field of ['created', 'received', 'replied', 'resolved', 'reopened']) {
        expect([field, sum(sources, field)]).toEqual([field, sum(volumes, field)])
      }
      const backlog = (await report(desk, 'backlog', '&group=department')).data
      const atEnd = backlog.slice(backlog.length / 2)
      const open = atEnd.map((row: { department: { name: string }; open: number }) => ({
        name: row.department.name,
        n: row.open,
      }))
      expect(sum((await report(desk, 'backlog', '&interval=month')).data, 'entered')).toBeGreaterThan(0)
      expect({
        open: open
          .filter(({ n }: { n: number }) => n > 0)
          .sort((a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)),
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
      open: 1,
    },
  ])
})

test('a day is one of the desk’s time zone, daylight saving included, and one without anything has zeros', async () => {
  const desk = await lodge.desk()
  const [support] = (await call(desk, 'GET', '/departments')).json.data
  const weekly = [{ day: 'monday', from: '09:00', to: '17:00' }]
  const hours = { name: 'Office', time_zone: 'Asia/Kathmandu', weekly, is_default: true }
  expect((await call(desk, 'POST', '/business-hours', hours)).status).toBe(201)
  const at = async (slot: string, created: number) => {
    for (const [table, time] of [
      ['report_volume', '$2::timestamptz'],
      ['report_volume_hour', `date_trunc('hour', $2::timestamptz, 'UTC')`],
    ]) {
      await lodge.store.pool.query(
        `insert into ${table} as t (desk_id, slot, department_id, channel, created) values ($1, ${time}, $3, 'api', $4)
         on conflict (desk_id, slot, department_id, channel) do update set created = t.created + excluded.created`,
        [desk.id, slot, support.id, created],
      )
    }
  }
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
  // Whose days it is can be said.
  expect(await days('2026-03-09', '2026-03-10', '&time_zone=UTC')).toEqual([
    ['2026-03-09', 11],
    ['2026-03-10', 1_100],
  ])
  expect(await days('2026-03-09', '2026-03-10', '&time_zone=Asia/Kolkata')).toEqual([
    ['2026-03-09', 11],
    ['2026-03-10', 1_100],
  ])
  // New York springs forward on 2026-03-08: that day has 23 hours, from 05:00Z to 04:00Z.
  const list = (await call(desk, 'GET', '/business-hours')).json.data
  await call(desk, 'PATCH', `/business-hours/${list[0].id}`, { time_zone: 'America/New_York' })
  await at('2026-03-08T05:00:00Z', 7)
  await at('2026-03-09T03:45:00Z', 8)
  await at('2026-03-09T04:00:00Z', 9)
  expect(await days('2026-03-08', '2026-03-08')).toEqual([['2026-03-08', 15]])
})

test('200 SLA, satisfaction, replies by people and AI, resolutions by category, and all of it at once', async () => {
  const desk = await lodge.desk()
  const [support] = (await call(desk, 'GET', '/departments')).json.data
  const category = (await call(desk, 'POST', '/resolution-categories', { name: 'Fixed' })).json
  const { json: ticket } = await call(desk, 'POST', '/tickets', {
    requester: { email: 'ann@example.com' },
    subject: 'Hi',
    source: '=contact form',
  })
  await call(desk, 'PATCH', `/tickets/${ticket.id}`, { status: 'resolved', resolution: category.id })
  const rate = (score: number) =>
    lodge.store.db
      .transaction()
      .execute((tx) =>
        rateTicket({ tx, lodge: lodge.lodge, actor: systemActor(desk.id) }, ticket.id, { score, comment: null }),
      )
  await rate(2)
  await rate(5)
  const now = new Date().toISOString()
  const timer = (kind: string, breached_at: string | null) => ({ ticket, timer: { kind, breached_at, met_at: now } })
  const ai = { ticket, message: { author: { kind: 'ai', id: null, name: 'AI' }, public: true }, changes: {} }
  const events = [
    ['sla.met', timer('first_reply', null)],
    ['sla.breached', timer('resolution', now)],
    ['sla.met', timer('resolution', now)],
    ['message.created', ai],
  ] as const
  await lodge.store.db.transaction().execute((tx) =>
    recordEvents(
      { tx, lodge: lodge.lodge, actor: systemActor(desk.id) },
      events.map(([type, data]) => ({ type, ticketId: ticket.id, data })),
    ),
  )
  const first = async (name: string) => (await report(desk, name, `&interval=month&department=${support.id}`)).data[0]
  expect(await first('sla')).toMatchObject({
    first_reply: { met: 1, breached: 0, share: 1 },
    next_reply: { met: 0, breached: 0, share: null },
    resolution: { met: 0, breached: 1, share: 0 },
  })
  const scores = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 1 }
  expect(await first('satisfaction')).toMatchObject({ ratings: 1, mean_score: 5, share: 1, scores })
  expect(await first('replies')).toMatchObject({ agent_replies: 0, ai_replies: 1, ai_share: 1 })
  expect(await first('backlog')).toMatchObject({ entered: 1, departed: 1, open: 0 })
  expect((await report(desk, 'resolution-categories')).data).toEqual([
    { category: { id: category.id, name: 'Fixed', color: null }, resolved: 1 },
  ])
  const overview = await report(desk, 'overview', '&time_zone=Asia/Kathmandu')
  expect(overview).toMatchObject({
    time_zone: 'Asia/Kathmandu',
    totals: { created: 1, resolved: 1, satisfaction: { ratings: 1 }, ai_replies: 1, sla: { first_reply: { met: 1 } } },
    previous: { totals: { created: 0, satisfaction: { mean_score: null } } },
    departments: [{ department: { id: support.id }, created: 1 }],
    channels: [{ channel: 'api', created: 1 }],
    sources: [{ source: '=contact form', created: 1 }],
    resolution_categories: [{ resolved: 1 }],
  })
  expect(sum(overview.volumes, 'created')).toBe(1)

  const range = `from=${today()}&to=${today()}`
  const csv = await call(desk, 'GET', `/reports/volumes?${range}&group=source&format=csv`)
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(csv.text).toBe(
    `\u{feff}period,department,channel,source,created,received,replied,resolved,reopened\r\n${today()},,,'=contact form,1,1,0,1,0\r\n`,
  )
  const accept = await lodge.call(desk.token, 'GET', `/v1/reports/agents?${range}`, undefined, { accept: 'text/csv' })
  expect(accept.headers['content-type']).toBe('text/csv; charset=utf-8')
  for (const name of ['response-times', 'resolutions', 'backlog', 'sla', 'satisfaction', 'replies']) {
    const { text } = await call(desk, 'GET', `/reports/${name}?${range}&format=csv`)
    expect(text.split('\r\n')).toHaveLength(3)
  }
  const only = (await call(desk, 'GET', `/reports/volumes?${range}&source=elsewhere`)).json.data
  expect(sum(only, 'created')).toBe(0)
})

test('work goes with its department, however that comes to have it', async () => {
  const desk = await lodge.desk()
  const [support] = (await call(desk, 'GET', '/departments')).json.data
  const sales = (await call(desk, 'POST', '/departments', { name: 'Sales' })).json
  const make = async (department: string) =>
    (await call(desk, 'POST', '/tickets', { requester: { email: 'a@example.com' }, subject: 'Hi', department })).json
  const one = await make(sales.id)
  await make(sales.id)
  await call(desk, 'PATCH', `/tickets/${one.id}`, { department: support.id })
  const open = async () => {
    const { data } = await report(desk, 'backlog', '&group=department&interval=month')
    return Object.fromEntries(
      data.map((row: { department: { name: string }; open: number }) => [row.department.name, row.open]),
    )
  }
  expect(await open()).toEqual({ [support.name]: 1, Sales: 1 })
  await call(desk, 'DELETE', `/departments/${sales.id}`)
  expect(await open()).toEqual({ [support.name]: 2, Sales: 0 })
})

test('400 days that are none, the wrong way round, or too many', async () => {
  const desk = await lodge.desk()
  const ask = (query: string) => call(desk, 'GET', `/reports/volumes?${query}`)
  expectProblem(await ask('from=2026-01-01'), 400, 'invalid_query', 'to')
  expectProblem(await ask('from=2026-01-01&to=2026-02-30'), 400, 'invalid_query', 'to')
  expectProblem(await ask('from=2026-01-02&to=2026-01-01'), 400, 'invalid_query', 'to')
  expectProblem(await ask('from=2016-01-01&to=2026-06-01'), 400, 'invalid_query', 'to')
  expectProblem(await ask('from=2024-01-01&to=2026-06-01'), 400, 'invalid_query', 'interval')
  expectProblem(await ask('from=2026-01-01&to=2026-01-02&time_zone=%2B05:30'), 400, 'invalid_query', 'time_zone')
  expectProblem(await ask('from=2026-01-01&to=2026-01-02&department=Nowhere'), 400, 'invalid_query', 'department')
  expect((await ask('from=2024-01-01&to=2026-06-01&interval=week')).status).toBe(200)
})
