import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Channel } from '../../src/channels/channel.ts'
import { startJobs } from '../../src/jobs/start.ts'
import { newTicket, until } from '../support/feed.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { openReceiver, postingChannel } from './receiver.ts'

const lodge = useLodge()

let desk: TestDesk
/** What is open, closed after each test. */
let open: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  desk = await lodge.desk()
})
afterEach(async () => {
  for (const close of open.reverse()) await close()
  open = []
})

const receive = async (answer: Parameters<typeof openReceiver>[0]) => {
  const receiver = await openReceiver(answer)
  open.push(receiver.close)
  return receiver
}

const start = async (channel: Channel) => {
  const jobs = await startJobs(lodge.lodge, [channel])
  open.push(jobs.stop)
}

const get = (path: string) => lodge.call(desk.token, 'GET', path)
const list = async (query = '') => (await get(`/v1/deliveries${query}`)).json.data
const only = async () => {
  const [delivery, ...more] = await list()
  expect(more).toEqual([])
  return (await get(`/v1/deliveries/${delivery.id}`)).json
}
const state = (wanted: string) => until(async () => (await list())[0]?.state === wanted)

/** What is due later is due now. */
const fastForward = () =>
  lodge.store.pool.query(`update delivery set due_at = now() where state = 'pending' and desk_id = $1`, [desk.id])

const mine = (url: string) =>
  postingChannel((event) => (event.deskId === desk.id ? [{ target: 'a', lane: 'a', url }] : []))

test('an event reaches its target once, and the log says so', async () => {
  const receiver = await receive((_, reply) => reply.end('thank you'))
  await start(mine(receiver.url))
  const ticket = (await newTicket(lodge, desk, 'Hello')).json
  await state('sent')
  const delivery = await only()
  expect(delivery).toMatchObject({
    channel: 'webhook',
    target: 'a',
    lane: 'a',
    event: { type: 'ticket.created' },
    ticket_id: ticket.id,
    attempts: 1,
    due_at: null,
    uncertain: false,
    permanent: null,
    reason: null,
    status: 200,
    detail: 'thank you',
    finished_at: expect.any(String),
  })
  expect(delivery.attempt_log).toMatchObject([{ attempt: 1, ok: true, status: 200 }])
  expect(receiver.received).toMatchObject([{ id: delivery.id, event: delivery.event.id }])
})

test('a failure is kept with its reason, tried again by the schedule, and the last one fails for good', async () => {
  const receiver = await receive((_, reply) => reply.writeHead(500).end('out of order'))
  await start(mine(receiver.url))
  await newTicket(lodge, desk, 'Hello')
  for (let attempt = 1; attempt <= 11; attempt++) {
    await until(async () => {
      await fastForward()
      return (await list())[0]?.attempts >= attempt
    })
  }
  await state('failed')
  const delivery = await only()
  expect(delivery).toMatchObject({ attempts: 11, permanent: false, reason: 'It answered 500.', detail: 'out of order' })
  expect(delivery.attempt_log).toHaveLength(11)
  expect(new Set(receiver.received.map(({ id }) => id))).toEqual(new Set([delivery.id]))
})

test('the first retry is due in about 5 s; Retry-After is waited for, and the lane rests', async () => {
  const receiver = await receive((got, reply) =>
    got.attempt === 1 ? reply.writeHead(500).end() : reply.writeHead(429, { 'retry-after': '120' }).end(),
  )
  await start(mine(receiver.url))
  await newTicket(lodge, desk, 'Hello')
  await until(async () => {
    const [one] = await list()
    return one?.state === 'pending' && one.reason !== null
  })
  const first = await only()
  const wait = Date.parse(first.due_at) - Date.parse(first.attempt_log[0].started_at)
  expect(wait).toBeGreaterThan(4_400)
  expect(wait).toBeLessThan(30_000)
  await fastForward()
  await until(async () => (await only()).attempt_log.length === 2)
  const second = await only()
  expect(Date.parse(second.due_at) - Date.parse(second.attempt_log[1].started_at)).toBeGreaterThan(119_000)
  const [lane] = (await get('/v1/delivery-lanes')).json.data
  expect(lane).toMatchObject({ lane: 'a', name: 'lane a', reason: 'It answered 429.', paused_at: null })
  expect(Date.parse(lane.resting_until)).toBeGreaterThan(Date.now() + 60_000)
})

test('a permanent failure is not tried again, and a replay sends it under the same id', async () => {
  let gone = true
  const receiver = await receive((_, reply) => reply.writeHead(gone ? 410 : 200).end())
  await start(mine(receiver.url))
  await newTicket(lodge, desk, 'Hello')
  await state('failed')
  const { id } = await only()
  gone = false
  const replayed = await lodge.call(desk.token, 'POST', `/v1/deliveries/${id}/replay`)
  expect(replayed).toMatchObject({ status: 202, json: { id, state: 'pending' } })
  await state('sent')
  expect(receiver.received.map((got) => [got.id, got.attempt])).toEqual([
    [id, 1],
    [id, 2],
  ])
})

test('all failed deliveries of a filter are sent again at once', async () => {
  let gone = true
  const receiver = await receive((_, reply) => reply.writeHead(gone ? 410 : 200).end())
  await start(mine(receiver.url))
  for (let n = 0; n < 5; n++) await newTicket(lodge, desk, `Ticket ${n}`)
  await until(async () => (await list('?state=failed')).length === 5)
  gone = false
  const none = await lodge.call(desk.token, 'POST', '/v1/deliveries/replay', { target: 'nobody' })
  expect(none.json).toEqual({ replayed: 0, more: false })
  const all = await lodge.call(desk.token, 'POST', '/v1/deliveries/replay', { target: 'A' })
  expect(all).toMatchObject({ status: 202, json: { replayed: 5, more: false } })
  await until(async () => (await list('?state=sent')).length === 5)
  expect(receiver.received).toHaveLength(10)
})

test('a target that is dead and one that is slow delay no other', async () => {
  const slow = await receive(() => {})
  const dead = 'http://127.0.0.1:1/'
  const fast = await receive((_, reply) => reply.end())
  await start(
    postingChannel((event) =>
      event.deskId === desk.id
        ? [
            { target: 'slow', lane: 'slow', url: slow.url },
            { target: 'dead', lane: 'dead', url: dead },
            { target: 'fast', lane: 'fast', url: fast.url },
          ]
        : [],
    ),
  )
  for (let n = 0; n < 60; n++) await newTicket(lodge, desk, `Ticket ${n}`)
  await until(async () => new Set(fast.received.map(({ event }) => event)).size === 60)
  expect(await list('?state=sent&lane=slow&limit=100')).toEqual([])
  expect(slow.received.length).toBeLessThanOrEqual(16)
})

test('a lane that failed for three days is paused and its owner told; resumed, it goes on', async () => {
  let works = false
  const receiver = await receive((_, reply) => reply.writeHead(works ? 200 : 503).end())
  await start(mine(receiver.url))
  await newTicket(lodge, desk, 'Hello')
  await until(async () => (await get('/v1/delivery-lanes')).json.data[0]?.failing_since)
  await lodge.store.pool.query(
    `update delivery_lane set failing_since = now() - interval '3 days 1 minute' where desk_id = $1`,
    [desk.id],
  )
  await until(async () => {
    await fastForward()
    return (await get('/v1/delivery-lanes')).json.data[0].paused_at
  })
  const events = (await get('/v1/events?types=delivery_lane.paused&wait=30')).json.data
  expect(events).toMatchObject([
    { type: 'delivery_lane.paused', data: { lane: { channel: 'webhook', lane: 'a', reason: 'It answered 503.' } } },
  ])
  works = true
  expect((await lodge.call(desk.token, 'POST', '/v1/delivery-lanes/webhook/a/resume')).status).toBe(200)
  await state('sent')
  expect((await get('/v1/delivery-lanes')).json.data[0]).toMatchObject({ paused_at: null, failing_since: null })
})

test('what a dead process was sending is taken back, marked as uncertain where the receiver may have it', async () => {
  const receiver = await receive((_, reply) => reply.end())
  const [first, second] = [await newTicket(lodge, desk, 'One'), await newTicket(lodge, desk, 'Two')]
  const found = await lodge.store.pool.query(
    `select xid::text, id::text, ticket_id::text from event where desk_id = $1 and type = 'ticket.created'`,
    [desk.id],
  )
  for (const { xid, id, ticket_id } of found.rows) {
    await lodge.store.pool.query(
      `insert into delivery (desk_id, id, channel, target, lane, event_xid, event_id, event_type, ticket_id, data,
         state, due_at, attempts, tries, handed_over, created_at)
       values ($1, $2, 'webhook', 'a', 'a', $3, $4, 'ticket.created', $5, $6,
         'sending', now() - interval '1 second', 1, 1, $7, now())`,
      [desk.id, lodge.store.nextId(), xid, id, ticket_id, { url: receiver.url }, ticket_id === second.json.id],
    )
  }
  await lodge.store.pool.query(
    `insert into delivery_lane (desk_id, channel, lane, name) values ($1, 'webhook', 'a', 'a')`,
    [desk.id],
  )
  await start(mine(receiver.url))
  await until(async () => (await list('?state=sent')).length === 2)
  const uncertain = (ticket: { json: { id: string } }) => {
    const event = found.rows.find((row) => row.ticket_id === ticket.json.id)
    return receiver.received.filter((got) => got.event === event.id).map((got) => got.uncertain)
  }
  expect([uncertain(first), uncertain(second)]).toEqual([[false], [true]])
})

test('a receiver’s long answer is cut between characters, not within one', async () => {
  const said = `${'x'.repeat(999)}🎫 and more`
  const receiver = await receive((_, reply) => reply.end(said))
  await start(mine(receiver.url))
  await newTicket(lodge, desk, 'Hello')
  await state('sent')
  expect((await only()).detail).toMatch(/^x{999}\ufffd?$/)
})

test('409 a replay of what is being sent', async () => {
  const receiver = await receive(() => {})
  await start(mine(receiver.url))
  await newTicket(lodge, desk, 'Hello')
  await state('sending')
  const [{ id }] = await list()
  const answer = await lodge.call(desk.token, 'POST', `/v1/deliveries/${id}/replay`)
  expect(answer).toMatchObject({ status: 409, json: { code: 'delivery_in_progress' } })
})

test('while creations wait for their commit, deliveries go out a few a second, and all of them later', async () => {
  const COUNT = 100
  const receiver = await receive((_, reply) => reply.end())
  await start(mine(receiver.url))
  await Promise.all(Array.from({ length: COUNT }, (_, n) => newTicket(lodge, desk, `Order ${n}`)))
  await until(async () => (await list('?state=sent&limit=100')).length === COUNT)
  const blocker = await lodge.store.pool.connect()
  await blocker.query('begin')
  await blocker.query('select from desk_counter where desk_id = $1 for update', [desk.id])
  const waiting = Array.from({ length: 6 }, (_, n) => newTicket(lodge, desk, `Waits ${n}`))
  await until(async () => lodge.lodge.intake.isBusy())
  await lodge.store.pool.query(
    `update delivery set state = 'pending', due_at = now() where state = 'sent' and desk_id = $1`,
    [desk.id],
  )
  await until(async () => receiver.received.length > COUNT)
  await sleep(300)
  const meanwhile = receiver.received.length - COUNT
  await blocker.query('rollback')
  blocker.release()
  expect(meanwhile).toBeLessThan(COUNT / 2)
  for (const { status } of await Promise.all(waiting)) expect(status).toBe(201)
  await until(async () => receiver.received.length === COUNT * 2 + waiting.length)
})
