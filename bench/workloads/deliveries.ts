import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import type { CreateInput, CreateOutput } from '../load/create.ts'
import { type BenchLodge, startLodge } from '../lodge.ts'
import { runChild } from '../scratch.ts'
import { percentile } from '../statistics.ts'

/** A local receiver that answers at once and notes when each event came, by the event's own time. */
const openReceiver = async () => {
  const arrivals: { at: number; event: number }[] = []
  const server = createServer((request, reply) => {
    let text = ''
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
    })
    request.on('end', () => {
      const { timestamp }: { timestamp: string } = JSON.parse(text)
      arrivals.push({ at: Date.now(), event: Date.parse(timestamp) })
      reply.writeHead(204).end()
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo // it listens on TCP
  return { url: `http://127.0.0.1:${port}/`, arrivals, close: () => server.close() }
}

/** Webhooks: how fast a backlog gets to a receiver that is fast, and how soon an idle Lodge tells of a single event. */
export const deliveriesWorkload = async (bench: Bench): Promise<void> => {
  const receiver = await openReceiver()
  const lodge = await startLodge(bench.scratch, 'deliveries', { LODGE_OUTBOUND_ALLOW: '127.0.0.0/8' })
  await post(lodge, '/v1/webhooks', { url: receiver.url, types: ['ticket.created'] })
  await measureLatency(bench, lodge, receiver.arrivals)
  await measureBacklog(bench, lodge, receiver.arrivals)
  await lodge.stop()
  receiver.close()
}

type Arrivals = { at: number; event: number }[]

const measureLatency = async (bench: Bench, lodge: BenchLodge, arrivals: Arrivals): Promise<void> => {
  const count = bench.options.quick ? 100 : 300
  bench.say(`deliveries: ${count} single events`)
  for (let n = 0; n < count; n++) {
    await post(lodge, '/v1/tickets', { requester: { email: `ann${n}@example.com` }, subject: 'Help' })
    await sleep(50)
  }
  while (arrivals.length < count) await sleep(50)
  const ms = arrivals.map(({ at, event }) => at - event)
  bench.rows.push(
    {
      workload: 'deliveries',
      measure: 'p99 from event to receiver, idle',
      value: percentile(ms, 0.99),
      unit: 'ms',
      target: { is: '<=', limit: 250 },
    },
    { workload: 'deliveries', measure: 'p50 of that', value: percentile(ms, 0.5), unit: 'ms' },
  )
}

const measureBacklog = async (bench: Bench, lodge: BenchLodge, arrivals: Arrivals): Promise<void> => {
  const client = await lodge.connect()
  await client.query(`update delivery_lane set paused_at = now() where channel = 'webhook'`)
  const { url, token } = lodge
  const seconds = bench.options.quick ? 1 : 4
  const customers = { known: 2_000 }
  await runChild<CreateOutput>(bench.scratch, 'load/create.ts', {
    url,
    token,
    contract: 'v1',
    connections: 8,
    seconds,
    customers,
  } satisfies CreateInput)
  const planned = async () => {
    const found = await client.query<{ behind: boolean; waiting: number }>(
      `select (select count(*)::integer from delivery where channel = 'webhook' and state = 'pending') as waiting,
         exists (
           select from event e, follower_cursor c where c.name = 'deliveries' and (e.xid, e.id) > (c.xid, c.id)
         ) as behind`,
    )
    return found.rows[0] ?? { behind: true, waiting: 0 }
  }
  let backlog = await planned()
  for (; backlog.behind; backlog = await planned()) await sleep(200)
  bench.say(`deliveries: a backlog of ${backlog.waiting.toLocaleString('en-US')}`)
  const before = arrivals.length
  await client.query(`update delivery_lane set paused_at = null where channel = 'webhook'`)
  while (arrivals.length < before + backlog.waiting) await sleep(20)
  await client.end()
  const times = arrivals.slice(before).map(({ at }) => at)
  const took = (Math.max(...times) - Math.min(...times)) / 1000
  bench.rows.push({
    workload: 'deliveries',
    measure: 'to one fast receiver',
    value: backlog.waiting / took,
    unit: '/s',
    target: { is: '>=', limit: 500 },
  })
}

const post = async ({ url, token }: BenchLodge, path: string, body: object): Promise<void> => {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
}
