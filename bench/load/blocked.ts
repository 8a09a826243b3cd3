import { Agent, request } from 'node:http'
import { readInput } from './child.ts'

/** Creations over one connection: of somebody who may, and of somebody who is blocked, in turn. */
export type BlockedInput = { url: string; token: string; blockedDomain: string; count: number; warmUp: number }

/** Milliseconds of each, and the statuses that came. */
export type BlockedOutput = Record<'created' | 'blocked', { ms: number[]; statuses: number[] }>

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

const send = ({ url, token }: BlockedInput, email: string): Promise<{ status: number; ms: number }> =>
  new Promise((done, fail) => {
    const body = JSON.stringify({ email, name: 'Ann Example', subject: 'My order', body: 'It did not arrive.' })
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const began = performance.now()
    const sent = request(`${url}/api/v1/tickets`, { agent, method: 'POST', headers }, (response) => {
      response.on('error', fail)
      response.on('end', () => done({ status: response.statusCode ?? 0, ms: performance.now() - began }))
      response.resume()
    })
    sent.on('error', fail)
    sent.end(body)
  })

const input = await readInput<BlockedInput>()
const output: BlockedOutput = { created: { ms: [], statuses: [] }, blocked: { ms: [], statuses: [] } }
for (let n = -input.warmUp; n < input.count; n++) {
  // Who comes first changes, so that neither is always the one behind the other.
  const turn = n % 2 === 0 ? (['created', 'blocked'] as const) : (['blocked', 'created'] as const)
  for (const name of turn) {
    const { status, ms } = await send(
      input,
      `${name}${n}@${name === 'blocked' ? input.blockedDomain : 'bench.example'}`,
    )
    if (n < 0) continue
    output[name].ms.push(ms)
    if (!output[name].statuses.includes(status)) output[name].statuses.push(status)
  }
}
agent.destroy()
process.stdout.write(JSON.stringify(output))
