import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJobs } from '../../src/jobs/start.ts'
import { newTicket, until } from '../support/feed.ts'
import { useLodge } from '../support/lodge.ts'

const lodge = useLodge()
let jobs: Awaited<ReturnType<typeof startJobs>>
beforeAll(async () => {
  jobs = await startJobs(lodge.lodge)
})
afterAll(() => jobs.stop())

test('200 tickets of the last 30 days, followers, jobs', async () => {
  const desk = await lodge.desk()
  for (let n = 0; n < 3; n++) await newTicket(lodge, desk, `Ticket ${n}`)
  const read = () => lodge.call(desk.token, 'GET', '/v1/status')
  const counted = (status: Awaited<ReturnType<typeof read>>): number =>
    status.json.tickets_by_day.reduce((sum: number, day: { created: number }) => sum + day.created, 0)
  await until(async () => counted(await read()) === 3)
  const status = await read()
  expect(status.status).toBe(200)
  expect(status.json.tickets_by_day).toHaveLength(30)
  expect(status.json.tickets_by_day.at(-1).day).toBe(new Date().toISOString().slice(0, 10))
  expect(status.json).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    database: { version: lodge.store.version, kind: 'url' },
    followers: expect.arrayContaining(
      ['deliveries', 'relay', 'search'].map((name) => expect.objectContaining({ name })),
    ),
    creations_waiting: 0,
    disk: { free: expect.any(Number), total: expect.any(Number) },
    jobs: { failed: 0 },
  })
  const other = await lodge.desk()
  expect(counted(await lodge.call(other.token, 'GET', '/v1/status'))).toBe(0)
})

test('200 a follower that is held up is seen to be behind', async () => {
  const desk = await lodge.desk()
  await lodge.store.pool.query(`insert into follower_cursor (name) values ('asleep') on conflict do nothing`)
  await newTicket(lodge, desk, 'Hello')
  const status = await lodge.call(desk.token, 'GET', '/v1/status')
  const asleep = status.json.followers.find((follower: { name: string }) => follower.name === 'asleep')
  expect(asleep.events).toBeGreaterThan(0)
  expect(asleep.seconds).toBeGreaterThan(0)
})

test('403 without the scope', async () => {
  const token = await lodge.token(await lodge.desk(), ['tickets:read'])
  expect((await lodge.call(token, 'GET', '/v1/status')).status).toBe(403)
})

const get = (url: string, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  lodge.app.inject({ method: 'GET', url, headers, remoteAddress })

test('200 /healthz and /readyz without a token', async () => {
  expect((await get('/healthz')).json()).toEqual({ status: 'ok' })
  expect((await get('/readyz')).json()).toEqual({ status: 'ok' })
})

test('200 /metrics for this machine', async () => {
  const desk = await lodge.desk()
  await newTicket(lodge, desk, 'Hello')
  await lodge.call(desk.token, 'GET', '/v1/nothing/42')
  const metrics = (await get('/metrics')).body
  expect(metrics).toMatch(/lodge_http_request_seconds_count\{method="POST",route="\/v1\/tickets",status="201"\} \d+/)
  expect(metrics).toMatch(/lodge_http_request_seconds_count\{method="GET",route="none",status="404"\} \d+/)
  expect(metrics).toMatch(/lodge_intake_group_size_count [1-9]/)
  expect(metrics).toMatch(/lodge_intake_commit_seconds_sum 0\.\d+/)
  expect(metrics).toMatch(/^lodge_intake_waiting 0$/m)
  expect(metrics).toMatch(/lodge_follower_lag_events\{follower="relay"\} \d+/)
  expect(metrics).toMatch(/process_resident_memory_bytes \d+/)
})

test.each([
  ['from another machine', {}, '192.0.2.7'],
  ['through a proxy on this machine', { 'x-forwarded-for': '192.0.2.7' }, '127.0.0.1'],
  ['through another such proxy', { forwarded: 'for=192.0.2.7' }, '127.0.0.1'],
])('404 /metrics %s', async (_from, headers, address) => {
  expect((await get('/metrics', headers, address)).statusCode).toBe(404)
})
