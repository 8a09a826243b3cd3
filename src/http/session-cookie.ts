import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { Problem } from './problem.ts'

/** Behind https a cookie has the prefix that keeps plain http from setting it (RFC 6265bis, section 4.1.3). */
const COOKIE = /(?:^|;\s*)(?:__Secure-)?lodge\.session_token=([^;\s]+)/

/** What of a request's cookies is a session's, as it was sent. */
export const sessionCookie = ({ cookie }: IncomingHttpHeaders): string | undefined =>
  cookie === undefined ? undefined : COOKIE.exec(cookie)?.[1]

/** Whether a browser talks to us over TLS. A proxy's word is enough: it makes cookies stricter, never laxer. */
const isSecure = (request: FastifyRequest): boolean =>
  request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https'

/** Where a request's browser takes us to be: what its pages, cookies and passkeys belong to. */
export const originOf = (request: FastifyRequest): string => `${isSecure(request) ? 'https' : 'http'}://${request.host}`

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a change that a page of somebody else's could have sent: a browser adds the cookie to those too, but says where
 * they come from (Fetch Metadata, section 2.2; RFC 6454, section 7), and a page cannot make it lie.
 */
export const refuseCrossSite = (request: FastifyRequest): void => {
  if (SAFE.has(request.method)) return
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  const isOwn = site === undefined ? origin !== undefined && isHost(origin, request.host) : site === 'same-origin'
  if (!isOwn) throw new Problem(403, 'cross_site', 'With a session’s cookie, only pages of this host change anything.')
}

const isHost = (origin: string, host: string): boolean => URL.canParse(origin) && new URL(origin).host === host
