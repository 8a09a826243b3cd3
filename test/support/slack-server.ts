import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a message of a channel is to Slack. */
type Posted = {
  channel: string
  ts: string
  thread_ts?: string
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: Block Kit, as it came
  blocks: any[]
  metadata?: { event_type: string; event_payload: Record<string, unknown> }
}
type Call = { method: string; token: string; args: Record<string, string> }
/** Answers a call in place of the server. `post` does what a call does, so that one can be done and yet not answered. */
type Instead = (response: ServerResponse, doIt: () => object) => void

export type SlackServer = {
  apiUrl: string
  /** What takes a response_url or an incoming webhook's message. */
  hookUrl: string
  calls: Call[]
  messages: Posted[]
  // biome-ignore lint/suspicious/noExplicitAny: JSON as it came
  hooked: any[]
  users: Map<string, object>
  /** The next call of a method (or `hook`) is answered by this. */
  next: (method: string, instead: Instead) => void
  close: () => Promise<void>
}

export const refuse =
  (error: string, more: object = {}): Instead =>
  (response) =>
    json(response, 200, { ok: false, error, ...more })
export const rateLimit =
  (seconds: number): Instead =>
  (response) =>
    json(response.setHeader('retry-after', String(seconds)), 429, { ok: false, error: 'ratelimited' })
/** Takes it, and breaks the line instead of answering. */
export const takeAndDrop: Instead = (response, doIt) => {
  doIt()
  response.destroy()
}
export const drop: Instead = (response) => response.destroy()

const json = (response: ServerResponse, status: number, body: object) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

/** Slack's Web API as far as Lodge speaks it: a real server on this machine, with channels that keep their messages. */
export const startSlack = async (): Promise<SlackServer> => {
  const calls: Call[] = []
  const messages: Posted[] = []
  const hooked: unknown[] = []
  const users = new Map<string, object>()
  const queue = new Map<string, Instead[]>()
  let last = 1_700_000_000_000_000 + Math.floor(Math.random() * 1e9)

  const methods: Record<string, (args: Record<string, string>) => object> = {
    'auth.test': () => ({ ok: true, team_id: 'T1', user_id: 'UBOT' }),
    'users.info': ({ user = '' }) =>
      users.has(user) ? { ok: true, user: users.get(user) } : { ok: false, error: 'user_not_found' },
    'chat.postMessage': ({ channel = '', text = '', blocks, metadata, thread_ts }) => {
      // Later than now, as Slack's clock: whoever looks for it asks from before.
      last = Math.max(last + 1, Date.now() * 1_000)
      const ts = `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`
      messages.push({
        channel,
        ts,
        text,
        blocks: blocks ? JSON.parse(blocks) : [],
        ...(thread_ts === undefined ? {} : { thread_ts }),
        ...(metadata === undefined ? {} : { metadata: JSON.parse(metadata) }),
      })
      return { ok: true, channel, ts }
    },
    'conversations.history': ({ channel, oldest = '0' }) => ({
      ok: true,
      messages: messages.filter((one) => one.channel === channel && !one.thread_ts && Number(one.ts) > Number(oldest)),
    }),
    'conversations.replies': ({ channel, ts, oldest = '0' }) => ({
      ok: true,
      messages: messages.filter(
        (one) =>
          one.channel === channel && (one.ts === ts || (one.thread_ts === ts && Number(one.ts) > Number(oldest))),
      ),
    }),
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const path = request.url ?? ''
      const method = path.startsWith('/hook') ? 'hook' : path.replace('/api/', '')
      const args = method === 'hook' ? {} : Object.fromEntries(new URLSearchParams(body))
      const doIt = () => {
        if (method !== 'hook') return methods[method]?.(args) ?? { ok: false, error: 'unknown_method' }
        hooked.push(JSON.parse(body))
        return {}
      }
      if (method !== 'hook') {
        calls.push({ method, token: (request.headers.authorization ?? '').replace('Bearer ', ''), args })
      }
      const instead = queue.get(method)?.shift()
      if (instead) instead(response, doIt)
      else if (method === 'hook') {
        doIt()
        response.end('ok')
      } else json(response, 200, doIt())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a TCP server's
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    hookUrl: `http://127.0.0.1:${port}/hook`,
    calls,
    messages,
    hooked,
    users,
    next: (method, instead) => queue.set(method, [...(queue.get(method) ?? []), instead]),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
