import http, { type IncomingHttpHeaders } from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { codeOf } from './words.ts'

/** One request as it goes over the wire. */
export type Hop = { url: URL; method: string; headers: Record<string, string>; body: string | Buffer | undefined }

export type Exchanged =
  | { ok: true; status: number; headers: IncomingHttpHeaders; body: Buffer; truncated: boolean }
  /** `connected`: the receiver may have it. `stale`: on a kept connection that its other end had closed. */
  | { ok: false; error: unknown; connected: boolean; stale: boolean }

/** Below what servers keep an idle connection for: Node's own, 5 s, is the shortest in wide use. */
const IDLE_MS = 4_000

const CLOSED = ['ECONNRESET', 'EPIPE']

export type Agents = { http: http.Agent; https: https.Agent; close: () => void }

/** Connections kept for the next request. Their key is the checked address (and the TLS name), never a name to resolve. */
export const openAgents = (): Agents => {
  const options = { keepAlive: true, timeout: IDLE_MS }
  const agents = { http: new http.Agent(options), https: new https.Agent(options) }
  return {
    ...agents,
    close: () => {
      agents.http.destroy()
      agents.https.destroy()
    },
  }
}

/** A URL's host without the brackets of an IPv6 address. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')

/**
 * Sends one request to exactly `address` and reads the answer up to `maxBytes`, as it comes: nothing is decompressed. TLS
 * is made out to the URL's host. No connection within `connectMs` is a failure; the rest is bounded by `signal`. `fresh`
 * uses no kept connection.
 */
export const exchange = (
  agents: Agents,
  { url, method, headers, body }: Hop,
  to: { address: string; connectMs: number; maxBytes: number; signal: AbortSignal; fresh: boolean },
): Promise<Exchanged> =>
  new Promise((resolve) => {
    const secure = url.protocol === 'https:'
    const host = hostOf(url)
    const request = (secure ? https : http).request({
      agent: to.fresh ? false : secure ? agents.https : agents.http,
      host: to.address,
      port: url.port || (secure ? 443 : 80),
      // Empty where the host is an address: TLS then checks the certificate for that.
      ...(secure ? { servername: isIP(host) ? '' : host } : {}),
      method,
      path: url.pathname + url.search,
      headers: {
        ...headers,
        host: url.host,
        'accept-encoding': 'identity',
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      },
      signal: to.signal,
    })
    let connected = false
    let answered = false
    const failed = (error: unknown) =>
      resolve({
        ok: false,
        error,
        connected,
        stale: request.reusedSocket && !answered && CLOSED.includes(codeOf(error)),
      })
    const tooSlow = Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' })
    const timer = setTimeout(() => request.destroy(tooSlow), to.connectMs)
    const whenConnected = () => {
      connected = true
      clearTimeout(timer)
    }
    request.on('socket', (socket) => {
      if (socket.connecting) socket.once('connect', whenConnected)
      else whenConnected()
    })
    request.on('response', (answer) => {
      answered = true
      const chunks: Buffer[] = []
      let left = to.maxBytes
      const done = (truncated: boolean) =>
        resolve({
          ok: true,
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(chunks),
          truncated,
        })
      answer.on('data', (chunk: Buffer) => {
        chunks.push(chunk.subarray(0, left))
        left -= chunk.length
        if (left >= 0) return
        done(true)
        request.destroy()
      })
      answer.on('end', () => answer.complete && done(false))
      answer.on('error', failed)
    })
    request.on('error', failed)
    // Whatever else ends it, such as an upgrade that nobody asked for.
    request.on('close', () => {
      clearTimeout(timer)
      failed(Object.assign(new Error('closed'), { code: 'ECONNRESET' }))
    })
    request.end(body)
  })
