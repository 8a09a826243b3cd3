import type { Bench } from '../bench.ts'
import { measurePostgres } from '../floors/postgres.ts'
import type { CreateInput, CreateOutput } from '../load/create.ts'
import type { BenchLodge } from '../lodge.ts'
import { runChild, startServer } from '../scratch.ts'
import { settle } from '../settle.ts'
import { median } from '../statistics.ts'
import { cpuSeconds, pssMegabytes } from '../usage.ts'

const CONNECTIONS = 32
/** How many customers come back to an empty desk. To the full one, any of its own. */
const KNOWN = 2_000
const GROUPS = [16, 32]

/** One turn of one participant. */
type Turn = { rate: number; p50: number; p99: number; cpu: { server: number; database: number; load: number } }

/**
 * Creations from 32 connections, beside what the same machine does with less: `node:http`, Fastify, PostgreSQL alone. All take
 * turns, several times over, and each figure is the median of its turns: so what slows the machine down for a while slows
 * down all of them. A turn of Lodge ends when it has done all that follows its tickets, so that the next one is alone.
 */
export const createWorkload = async (bench: Bench): Promise<void> => {
  const { options, rows, say } = bench
  const empty = await bench.empty()
  const full = options.only.has('create-volume') ? await bench.full() : undefined
  const http = await startServer(bench.scratch, 'floors/node-http.ts')
  const fastify = await startServer(bench.scratch, 'floors/fastify.ts')
  const database = await empty.connect()
  const floor = (server: { url: string; pid: number }) => (seconds: number) =>
    load(bench, { ...server, token: 'none', databasePids: () => [] }, seconds / 2, KNOWN)
  const settling: number[] = []
  const lodge = (server: BenchLodge, known: number) => async (seconds: number) => {
    const turn = await load(bench, server, seconds, known)
    settling.push(await settle(bench, server))
    return turn
  }
  const participants: [name: string, run: (seconds: number) => Promise<Turn>][] = [
    ['node:http', floor(http)],
    ['Fastify', floor(fastify)],
    ['Lodge', lodge(empty, KNOWN)],
  ]
  if (full) participants.push(['Lodge, full desk', lodge(full, full.filled.contacts)])
  const turns = new Map<string, Turn[]>(participants.map(([name]) => [name, []]))
  const groups = new Map<number, number[]>(GROUPS.map((size) => [size, []]))
  for (const [name, run] of participants) {
    say(`create: warming up ${name}`)
    await run(options.seconds)
  }
  for (let round = 1; round <= options.rounds; round++) {
    say(`create: round ${round} of ${options.rounds}`)
    for (const [name, run] of participants) turns.get(name)?.push(await run(options.seconds))
    for (const [size, rates] of groups) rates.push(await measurePostgres(database, size, options.seconds / 3))
  }
  await database.end()
  for (const [name, made] of turns) for (const turn of made) say(`create: ${name} ${Math.round(turn.rate)}/s`)
  say(`create: what followed took ${settling.map((seconds) => seconds.toFixed(1)).join(', ')} s`)
  report(rows, turns, groups, options.tickets)
}

const load = async (
  bench: Bench,
  server: Pick<BenchLodge, 'url' | 'token' | 'pid' | 'databasePids'>,
  seconds: number,
  known: number,
): Promise<Turn> => {
  const before = { server: cpuSeconds([server.pid]), database: cpuSeconds(server.databasePids()) }
  const input: CreateInput = {
    url: server.url,
    token: server.token,
    contract: 'v1',
    connections: CONNECTIONS,
    seconds,
    customers: { known },
  }
  const watch = setInterval(() => watchMemory(bench, server), 2_000)
  const made = await runChild<CreateOutput>(bench.scratch, 'load/create.ts', input)
  clearInterval(watch)
  if (made.failed > 0) throw new Error(`${made.failed} creations failed at ${server.url}`)
  const spent = (now: number, then: number) => (now - then) / made.created
  return {
    rate: made.perSecond,
    p50: made.p50,
    p99: made.p99,
    cpu: {
      server: spent(cpuSeconds([server.pid]), before.server),
      database: spent(cpuSeconds(server.databasePids()), before.database),
      load: spent(made.cpuSeconds, 0),
    },
  }
}

const watchMemory = ({ peak }: Bench, server: Pick<BenchLodge, 'url' | 'pid' | 'databasePids'>): void => {
  const database = server.databasePids()
  if (database.length === 0) return
  peak.set(server.url, Math.max(peak.get(server.url) ?? 0, pssMegabytes([server.pid, ...database])))
}

const report = (
  rows: Bench['rows'],
  turns: Map<string, Turn[]>,
  groups: Map<number, number[]>,
  tickets: number,
): void => {
  const middle = (name: string, pick: (turn: Turn) => number) => median((turns.get(name) ?? []).map(pick))
  /** Turn against turn of the same round. */
  const against = (name: string, other: string) =>
    median((turns.get(name) ?? []).map((turn, round) => turn.rate / (turns.get(other)?.[round]?.rate ?? Number.NaN)))
  const add = (
    workload: string,
    measure: string,
    value: number,
    unit: string,
    more: Partial<Bench['rows'][number]> = {},
  ) => rows.push({ workload, measure, value, unit, ...more })
  const note = 'median of rounds'
  for (const name of ['node:http', 'Fastify'])
    add(
      'floor',
      `create, ${name}`,
      middle(name, (turn) => turn.rate),
      '/s',
    )
  for (const [size, rates] of groups) add('floor', `PostgreSQL alone, groups of ${size}`, median(rates), '/s')
  add(
    'create',
    `${CONNECTIONS} connections`,
    middle('Lodge', (turn) => turn.rate),
    '/s',
    {
      target: { is: '>=', limit: 4_000 },
      note,
    },
  )
  add('create', 'against bare Fastify', against('Lodge', 'Fastify'), '', { target: { is: '>=', limit: 0.4 }, note })
  add(
    'create',
    'p50',
    middle('Lodge', (turn) => turn.p50),
    'ms',
  )
  add(
    'create',
    'p99',
    middle('Lodge', (turn) => turn.p99),
    'ms',
    { target: { is: '<=', limit: 30 }, note },
  )
  for (const part of ['server', 'database', 'load'] as const) {
    add('create', `CPU a creation, ${part}`, middle('Lodge', (turn) => turn.cpu[part]) * 1e6, 'µs')
  }
  for (const part of ['server', 'load'] as const) {
    add('floor', `CPU a creation, Fastify, ${part}`, middle('Fastify', (turn) => turn.cpu[part]) * 1e6, 'µs')
  }
  if (!turns.has('Lodge, full desk')) return
  const size = `${tickets.toLocaleString('en-US')} tickets in the desk`
  add(
    'create-volume',
    size,
    middle('Lodge, full desk', (turn) => turn.rate),
    '/s',
  )
  add('create-volume', 'against an empty desk', against('Lodge, full desk', 'Lodge'), '', {
    target: { is: '>=', limit: 0.85 },
    note,
  })
  for (const part of ['server', 'database'] as const) {
    add('create-volume', `CPU a creation, ${part}`, middle('Lodge, full desk', (turn) => turn.cpu[part]) * 1e6, 'µs')
  }
  add(
    'create-volume',
    'p99',
    middle('Lodge, full desk', (turn) => turn.p99),
    'ms',
  )
}
