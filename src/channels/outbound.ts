import type { IncomingHttpHeaders } from 'node:http'
import { toNetwork } from './outbound/address.ts'
import { type Agents, exchange, type Hop, hostOf, openAgents } from './outbound/exchange.ts'
import { allowedAddresses, type OutboundFailure, refusalOf } from './outbound/guard.ts'
import { type Resolve, remembering, systemResolver } from './outbound/names.ts'
import { redirected } from './outbound/redirect.ts'
import { failureInWords } from './outbound/words.ts'

export type OutboundRequest = {
  method: string
  url: string
  /** `host`, `content-length` and `accept-encoding` are ours. */
  headers: Record<string, string>
  body?: string | Buffer
  signal?: AbortSignal
  /** For all of it: names, connections, redirects and the whole answer. 10 s where absent. */
  timeoutMs?: number
  /** How much of an answer is read, 1 MiB where absent. */
  maxBytes?: number
  /** How many redirects are followed, 0 to 5; without, the redirect is the answer. */
  redirects?: number
  /** Whether the receiver takes it twice as once: it is then sent again where a kept connection turns out to be closed. */
  repeatable?: boolean
}

export type OutboundAnswer = {
  ok: true
  status: number
  headers: IncomingHttpHeaders
  /** As it was sent, never decompressed. */
  body: Buffer
  /** There was more than `maxBytes`. */
  truncated: boolean
}

export type Outbound = {
  request: (given: OutboundRequest) => Promise<OutboundAnswer | OutboundFailure>
  /** What is wrong with a URL before anything is resolved, as a sentence; undefined where it may be asked. */
  refusalOf: (url: string) => string | undefined
  /** The addresses of a host that may be connected to: for what is not HTTP. */
  resolve: (host: string) => Promise<{ ok: true; addresses: string[] } | OutboundFailure>
  close: () => void
}

const TIMEOUT_MS = 10_000
const MAX_BYTES = 1024 * 1024

/**
 * The one way out by HTTP(S). A host is resolved once, each address is checked, and exactly a checked one is connected to;
 * every redirect goes through the same. Addresses that are refused are left out where others are not: DNS64 and split
 * horizons give both. `allow` lists CIDRs that may be reached although they are private.
 */
export const openOutbound = ({ allow, resolver }: { allow: string[]; resolver?: Resolve }): Outbound => {
  const networks = allow.map(toNetwork)
  const agents = openAgents()
  const names = remembering(resolver ?? systemResolver())
  const resolve = (host: string) => allowedAddresses(host, names, networks)
  return {
    resolve,
    refusalOf: (url) => refusalOf(url, networks),
    request: async (given) => {
      const timeoutMs = given.timeoutMs ?? TIMEOUT_MS
      const timeout = AbortSignal.timeout(timeoutMs)
      const signal = given.signal ? AbortSignal.any([timeout, given.signal]) : timeout
      const wrong = refusalOf(given.url, networks)
      if (wrong) return { ok: false, reason: wrong, permanent: true, uncertain: false }
      let hop: Hop = {
        url: new URL(given.url),
        method: given.method,
        headers: Object.fromEntries(Object.entries(given.headers).map(([name, value]) => [name.toLowerCase(), value])),
        body: given.body,
      }
      for (let left = given.redirects ?? 0; ; left -= 1) {
        const answer = await send({ agents, resolve, hop, asked: given, signal, timeoutMs })
        if (!answer.ok && signal.aborted) return stopped(hop, timeout.aborted, timeoutMs, answer.uncertain)
        const next = answer.ok && given.redirects ? redirected(hop, answer) : null
        if (!next) return answer
        const failed = { ok: false, permanent: false, uncertain: false } as const
        if (left === 0) return { ...failed, reason: `${hop.url.host} redirects more than ${given.redirects} times.` }
        const refused = refusalOf(next.url.href, networks)
        if (refused) return { ...failed, reason: `${hop.url.host} redirects to where nothing is sent. ${refused}` }
        hop = next
      }
    },
    close: agents.close,
  }
}

/** One hop: each address in turn until one can be connected to. */
const send = async ({
  agents,
  resolve,
  hop,
  asked,
  signal,
  timeoutMs,
}: {
  agents: Agents
  resolve: Outbound['resolve']
  hop: Hop
  asked: OutboundRequest
  signal: AbortSignal
  timeoutMs: number
}): Promise<OutboundAnswer | OutboundFailure> => {
  const resolved = await Promise.race([resolve(hostOf(hop.url)), aborted(signal)])
  if (!resolved.ok) return resolved
  // Half at most, so that who cannot be connected to is told from who does not answer.
  const connectMs = timeoutMs / Math.max(resolved.addresses.length, 2)
  let failure: OutboundFailure | undefined
  for (const address of resolved.addresses) {
    const to = { address, connectMs, maxBytes: asked.maxBytes ?? MAX_BYTES, signal }
    let answer = await exchange(agents, hop, { ...to, fresh: false })
    if (!answer.ok && answer.stale && asked.repeatable) answer = await exchange(agents, hop, { ...to, fresh: true })
    if (answer.ok) return answer
    const reason = failureInWords(answer.error, hop.url.host)
    failure = { ok: false, reason, permanent: false, uncertain: answer.connected }
    if (answer.connected || signal.aborted) break
  }
  return failure ?? stopped(hop, true, timeoutMs, false)
}

const aborted = (signal: AbortSignal): Promise<OutboundFailure> =>
  new Promise((resolve) => {
    const failure: OutboundFailure = { ok: false, reason: 'stopped', permanent: false, uncertain: false }
    if (signal.aborted) resolve(failure)
    else signal.addEventListener('abort', () => resolve(failure), { once: true })
  })

const stopped = (hop: Hop, timedOut: boolean, timeoutMs: number, uncertain: boolean): OutboundFailure => ({
  ok: false,
  reason: timedOut
    ? `${hop.url.host} did not answer completely within ${timeoutMs / 1_000} s.`
    : `Lodge was stopped before ${hop.url.host} had answered.`,
  permanent: false,
  uncertain,
})
