import type { IncomingHttpHeaders } from 'node:http'
import { type Agent, request } from 'node:http'
import type { Creation } from './ledger.ts'

/** Past this a client's own patience ends: an answer that takes longer is a hang. */
const HANG_MS = 15_000

export type Answer =
  | {
      kind: 'answered'
      status: number
      headers: IncomingHttpHeaders
      // biome-ignore lint/suspicious/noExplicitAny: the shape is what the tests assert
      json: any
      text: string
      ms: number
    }
  /** The connection broke, or was never made; `hung` where it stayed open and silent. */
  | { kind: 'broken'; hung: boolean; ms: number }

/** One creation over a connection of the agent's. Never rejects: that the server is gone is what these tests are about. */
export const post = (agent: Agent, url: string, token: string, creation: Creation): Promise<Answer> =>
  new Promise((done) => {
    const begun = performance.now()
    const since = () => performance.now() - begun
    const sent = request(`${url}/v1/tickets`, {
      method: 'POST',
      agent,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(creation.key ? { 'idempotency-key': creation.key } : {}),
      },
    })
    const broken = () => done({ kind: 'broken', hung: since() >= HANG_MS, ms: since() })
    sent.setTimeout(HANG_MS, () => sent.destroy())
    sent.on('error', broken)
    sent.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      // An answer that was cut off is none.
      response.on('error', broken)
      response.on('close', () => {
        if (!response.complete) return broken()
        done({
          kind: 'answered',
          status: response.statusCode ?? 0,
          headers: response.headers,
          json: parse(text),
          text,
          ms: since(),
        })
      })
    })
    sent.end(JSON.stringify(creation.body))
  })

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
