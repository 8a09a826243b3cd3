import autocannon from 'autocannon'
import { percentile } from '../statistics.ts'
import { cpuSeconds } from '../usage.ts'
import { readInput } from './child.ts'
import { type Contract, requests } from './contracts.ts'
import type { Customers } from './ticket-body.ts'

export type CreateInput = {
  url: string
  token: string
  contract: Contract
  connections: number
  seconds: number
  customers: Customers
}

export type CreateOutput = {
  created: number
  /** Answers with another status, and requests without one. */
  failed: number
  perSecond: number
  p50: number
  p99: number
  cpuSeconds: number
}

const run = async ({ url, token, contract, connections, seconds, customers }: CreateInput): Promise<CreateOutput> => {
  const next = requests(contract, token, customers)
  const times: number[] = []
  let failed = 0
  let last = 0
  const began = performance.now()
  await new Promise<void>((done, fail) => {
    const instance = autocannon(
      {
        url,
        connections,
        duration: seconds,
        method: 'POST',
        requests: [{ setupRequest: (request) => ({ ...request, ...next() }) }],
      },
      (error, result) => {
        if (error) return fail(error)
        failed += result.errors + result.timeouts
        done()
      },
    )
    // Its own histogram is in whole milliseconds.
    instance.on('response', (_client, status, _bytes, ms) => {
      last = performance.now()
      if (status === 201 || status === 200) times.push(ms)
      else failed += 1
    })
  })
  return {
    created: times.length,
    failed,
    perSecond: times.length / ((last - began) / 1000),
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    cpuSeconds: cpuSeconds([process.pid]),
  }
}

process.stdout.write(JSON.stringify(await run(await readInput<CreateInput>())))
