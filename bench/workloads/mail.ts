import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { ask } from '../ask.ts'
import type { Bench } from '../bench.ts'
import type { MailInput, MailOutput } from '../load/mail.ts'
import { type BenchLodge, startLodge } from '../lodge.ts'
import { runChild, startServer } from '../scratch.ts'
import { percentile } from '../statistics.ts'
import { watchMemory } from '../usage.ts'

const TO = 'support@acme.example'
const BYTES = 20_000
const CONNECTIONS = 16

/** Mail in: how many mails a second go from SMTP to a filed ticket, how soon one is seen, and what it takes to remember. */
export const mailWorkload = async (bench: Bench): Promise<void> => {
  const port = await freePort()
  // A relay's mails are not checked: what is measured is Lodge, not the name servers of this machine.
  const env = { LODGE_SMTP_PORT: String(port), LODGE_SMTP_RELAYS: '127.0.0.0/8' }
  const lodge = await startLodge(bench.scratch, 'mail', env)
  await ask(lodge, 'POST', '/v1/mailboxes', { name: 'Support', address: TO })
  await ask(lodge, 'PUT', '/v1/mail/intake', { sender_hourly: 100_000 })
  const client = await lodge.connect()
  await measureLatency(bench, lodge, port)
  const rate = await measureRate(bench, lodge, client, port)
  await measureFloor(bench, rate)
  await client.end()
  await lodge.stop()
}

const freePort = (): Promise<number> =>
  new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })

const send = (bench: Bench, port: number, count: number, connections: number): Promise<MailOutput> => {
  const input: MailInput = { port, to: TO, connections, count, bytes: BYTES }
  return runChild<MailOutput>(bench.scratch, 'load/mail.ts', input)
}

type Page = { next_cursor: string; data: unknown[] }

/** From the 250 on: the sender's own start is not ours. */
const measureLatency = async (bench: Bench, lodge: BenchLodge, port: number): Promise<void> => {
  const count = bench.options.quick ? 10 : 100
  bench.say(`mail: ${count} single mails`)
  const ms: number[] = []
  let { next_cursor: after } = await ask<Page>(lodge, 'GET', '/v1/events?after=now')
  for (let n = 0; n < count; n++) {
    let seen = 0
    const feed = (async () => {
      while (seen === 0) {
        const page = await ask<Page>(lodge, 'GET', `/v1/events?types=ticket.created&wait=10&after=${after}`)
        after = page.next_cursor
        if (page.data.length > 0) seen = performance.now()
      }
    })()
    const { seconds } = await send(bench, port, 1, 1)
    const ended = performance.now()
    await feed
    // The child tells when it ended a little after the 250: what came sooner counts from the mail's beginning.
    ms.push(Math.max(0, seen - ended) + seconds * 1_000)
  }
  bench.rows.push(
    {
      workload: 'mail',
      measure: 'p95 of one mail of 20 KB to the feed, idle',
      value: percentile(ms, 0.95),
      unit: 'ms',
      target: { is: '<=', limit: 500 },
    },
    { workload: 'mail', measure: 'p50 of that', value: percentile(ms, 0.5), unit: 'ms' },
  )
}

const undecided = async (client: Client): Promise<number> => {
  const found = await client.query<{ count: number }>(
    `select count(*)::integer as count from inbound_mail where state = 'stored'`,
  )
  return found.rows[0]?.count ?? 0
}

const measureRate = async (bench: Bench, lodge: BenchLodge, client: Client, port: number): Promise<number> => {
  const count = bench.options.quick ? 1_000 : 50_000
  bench.say(`mail: ${count.toLocaleString('en-US')} mails of 20 KB`)
  const memory = watchMemory([lodge.pid])
  const began = performance.now()
  const { seconds } = await send(bench, port, count, CONNECTIONS)
  while ((await undecided(client)) > 0) await sleep(50)
  const took = (performance.now() - began) / 1_000
  const { grown, peak } = memory.stop()
  const filed = await client.query<{ count: number }>(
    `select count(*)::integer as count from inbound_mail where state = 'filed'`,
  )
  bench.rows.push(
    {
      workload: 'mail',
      measure: 'from SMTP to filed ticket',
      value: count / took,
      unit: '/s',
      target: { is: '>=', limit: 200 },
      note: `taken at ${Math.round(count / seconds)}/s; ${filed.rows[0]?.count ?? 0} are filed`,
    },
    {
      workload: 'mail',
      measure: `memory grown over ${count.toLocaleString('en-US')} mails`,
      value: grown,
      unit: 'MB',
      target: { is: '<=', limit: 64 },
      note: `PSS of the server, at most ${Math.round(peak)}`,
    },
  )
  return count / took
}

/** The same mails to the bare server: how much of a mail is taking it in, on this machine. */
const measureFloor = async (bench: Bench, rate: number): Promise<void> => {
  const { url } = await startServer(bench.scratch, 'floors/smtp.ts')
  const count = bench.options.quick ? 1_000 : 5_000
  const { seconds } = await send(bench, Number(url), count, CONNECTIONS)
  bench.rows.push({
    workload: 'mail',
    measure: 'of what a bare smtp-server takes and forgets',
    value: rate / (count / seconds),
    unit: '',
    note: `that took ${Math.round(count / seconds)}/s`,
  })
}
