import type { IncomingHttpHeaders } from 'node:http'
import type { Hop } from './exchange.ts'

const REDIRECTS = [301, 302, 303, 307, 308]
/** What another origin may see. Credentials, cookies and signatures were meant for the first one only. */
const HARMLESS = ['accept', 'accept-language', 'content-type', 'user-agent']

/**
 * The request that a redirect asks for (RFC 9110 15.4): 303, and 301 and 302 of a POST, make it a GET without its body.
 * Null where the answer is none, or leads to no URL.
 */
export const redirected = (hop: Hop, answer: { status: number; headers: IncomingHttpHeaders }): Hop | null => {
  const { location } = answer.headers
  if (!REDIRECTS.includes(answer.status) || location === undefined || !URL.canParse(location, hop.url.href)) return null
  const url = new URL(location, hop.url)
  const toGet = answer.status === 303 ? hop.method !== 'HEAD' : answer.status < 303 && hop.method === 'POST'
  const kept = (name: string) =>
    (url.origin === hop.url.origin || HARMLESS.includes(name)) && !(toGet && name.startsWith('content-'))
  return {
    url,
    method: toGet ? 'GET' : hop.method,
    headers: Object.fromEntries(Object.entries(hop.headers).filter(([name]) => kept(name))),
    body: toGet ? undefined : hop.body,
  }
}
