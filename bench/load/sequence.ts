import { Agent, request } from 'node:http'
import { readInput } from './child.ts'
import { bodies, type Customers } from './ticket-body.ts'

/** Requests one after another on one connection: GETs of each path in turn, or creations. */
export type SequenceInput = {
  url: string
  token: string
  /** By name; each is gone through as often as it takes. `follow`: now and then the next pages too. */
  groups: { name: string; paths?: string[]; create?: Customers; count: number; warmUp: number; follow?: boolean }[]
}

export type SequenceOutput = { name: string; ms: number[]; statuses: Record<string, number>; rows: number }[]

type Group = SequenceInput['groups'][number]

const PAGES_FOLLOWED = 4

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

const send = (
  url: string,
  token: string,
  body: string | undefined,
): Promise<{ status: number; ms: number; text: string }> =>
  new Promise((done, fail) => {
    const began = performance.now()
    const sent = request(
      url,
      {
        agent,
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', fail)
        response.on('end', () => {
          const ms = performance.now() - began
          done({ status: response.statusCode ?? 0, ms, text: Buffer.concat(chunks).toString('utf8') })
        })
      },
    )
    sent.on('error', fail)
    sent.end(body)
  })

const runGroup = async (url: string, token: string, group: Group): Promise<SequenceOutput[number]> => {
  const { paths = ['/v1/tickets'], create, count, warmUp } = group
  const next = create && bodies(create)
  const result: SequenceOutput[number] = { name: group.name, ms: [], statuses: {}, rows: 0 }
  let cursor: string | undefined
  let followed = 0
  for (let n = -warmUp, path = 0; n < count; n++) {
    const address = paths[path % paths.length] ?? ''
    const answer = await send(
      `${url}${address}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
      token,
      next?.(),
    )
    if (n >= 0) {
      result.ms.push(answer.ms)
      result.statuses[answer.status] = (result.statuses[answer.status] ?? 0) + 1
    }
    const page = create || answer.status !== 200 ? undefined : (JSON.parse(answer.text) as Page) // what a list answers
    if (n >= 0) result.rows += page?.data?.length ?? 0
    cursor = group.follow && followed < PAGES_FOLLOWED ? (page?.next_cursor ?? undefined) : undefined
    followed = cursor ? followed + 1 : 0
    if (!cursor) path += 1
    // What is not there need not be asked for again.
    if (answer.status === 404 && n >= 0) break
  }
  return result
}

type Page = { data?: unknown[]; next_cursor?: string | null }

const input = await readInput<SequenceInput>()
const output: SequenceOutput = []
for (const group of input.groups) output.push(await runGroup(input.url, input.token, group))
agent.destroy()
process.stdout.write(JSON.stringify(output))
