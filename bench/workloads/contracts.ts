import type { Bench } from '../bench.ts'
import type { BlockedInput, BlockedOutput } from '../load/blocked.ts'
import { CONTRACTS, type Contract } from '../load/contracts.ts'
import type { CreateInput, CreateOutput } from '../load/create.ts'
import { type BenchLodge, startLodge } from '../lodge.ts'
import { runChild } from '../scratch.ts'
import { settle } from '../settle.ts'
import { median, percentile } from '../statistics.ts'

const CONNECTIONS = 32
const BLOCKED_DOMAIN = 'blocked.example'

/** Creations by the contracts of other vendors against the same by `/v1`, and whether timing tells who is blocked. */
export const contractsWorkload = async (bench: Bench): Promise<void> => {
  const lodge = await startLodge(bench.scratch, 'contracts')
  await measureBlocked(bench, lodge)
  await settle(bench, lodge)
  await measureRates(bench, lodge)
  await lodge.stop()
}

const measureRates = async (bench: Bench, lodge: BenchLodge): Promise<void> => {
  const { options, rows, say } = bench
  const tokens = await issueTokens(lodge)
  const rates = new Map<Contract, number[]>(CONTRACTS.map((contract) => [contract, []]))
  const load = (contract: Contract): Promise<CreateOutput> => {
    const { url } = lodge
    const customers = { known: 2_000 }
    const input: CreateInput = {
      url,
      token: tokens[contract],
      contract,
      connections: CONNECTIONS,
      // There are many turns, each followed by what its tickets leave to do.
      seconds: options.seconds / 2,
      customers,
    }
    return runChild<CreateOutput>(bench.scratch, 'load/create.ts', input)
  }
  for (let round = 0; round <= options.rounds; round++) {
    say(round === 0 ? 'contracts: warming up' : `contracts: round ${round} of ${options.rounds}`)
    for (const contract of CONTRACTS) {
      const made = await load(contract)
      await settle(bench, lodge)
      if (made.failed > 0) throw new Error(`${made.failed} creations by ${contract} failed`)
      if (round > 0) rates.get(contract)?.push(made.perSecond)
    }
  }
  const own = rates.get('v1') ?? []
  rows.push({ workload: 'contracts', measure: '/v1', value: median(own), unit: '/s' })
  for (const [contract, made] of rates) {
    if (contract === 'v1') continue
    rows.push({
      workload: 'contracts',
      measure: `${contract} against /v1`,
      value: median(made.map((rate, round) => rate / (own[round] ?? Number.NaN))),
      unit: '',
      target: { is: '>=', limit: 0.8 },
      note: 'median of rounds',
    })
  }
}

const measureBlocked = async (bench: Bench, lodge: BenchLodge): Promise<void> => {
  bench.say('contracts: blocked and created, in turn')
  await call(lodge, 'PUT', '/v1/blocklist', { value: BLOCKED_DOMAIN })
  const { url, token } = lodge
  const input: BlockedInput = { url, token, blockedDomain: BLOCKED_DOMAIN, count: 2_000, warmUp: 200 }
  const { created, blocked } = await runChild<BlockedOutput>(bench.scratch, 'load/blocked.ts', input)
  if (created.statuses.join() !== '201' || blocked.statuses.join() !== '200') {
    throw new Error(`answers: ${created.statuses} to the created, ${blocked.statuses} to the blocked`)
  }
  const [theirs, ours] = [percentile(blocked.ms, 0.5), percentile(created.ms, 0.5)]
  bench.rows.push({
    workload: 'contracts',
    measure: 'blocked and created apart',
    value: (100 * Math.abs(theirs - ours)) / ours,
    unit: '%',
    target: { is: '<=', limit: 10 },
    note: `medians of 2,000 each by Headoni: ${theirs.toFixed(2)} and ${ours.toFixed(2)} ms`,
  })
}

/** What each contract's client is set up with; Glassix's asks for its token first. */
const issueTokens = async (lodge: BenchLodge): Promise<Record<Contract, string>> => {
  const issue = (more: object) => call(lodge, 'POST', '/v1/credentials', { name: 'Bench', ...more })
  const { data: departments } = await call(lodge, 'GET', '/v1/departments')
  const { data: members } = await call(lodge, 'GET', '/v1/members')
  const widget = await issue({ kind: 'widget' })
  const tickiti = await issue({ kind: 'tickiti' })
  const { apiKey, apiSecret, userName } = await issue({
    kind: 'pair',
    department: departments[0].id,
    member: members[0].id,
  })
  const glassix = await call(lodge, 'POST', '/api/v1.2/token/get', { apiKey, apiSecret, userName })
  return {
    v1: lodge.token,
    halo: widget.secret,
    headoni: lodge.token,
    glassix: glassix.access_token,
    tickiti: tickiti.secret,
  }
}

// biome-ignore lint/suspicious/noExplicitAny: what the API answers, of which each caller takes what it asked for
const call = async ({ url, token }: BenchLodge, method: string, path: string, body?: object): Promise<any> => {
  const answer = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}
