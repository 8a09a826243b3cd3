import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/**
 * What every answer says unless its route says otherwise. No answer of the API is a page: what a browser is made to open
 * loads nothing, runs nothing and is framed by nobody. There is no CORS: tokens are secrets, and no page holds one.
 */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

const HSTS = 'max-age=31536000'

/** Sets the safe headers and the request's id before anything else, so that refusals have them too. */
export const sendSafeHeaders = (app: FastifyInstance): void => {
  app.addHook('onRequest', (request, reply, done) => {
    setSafeHeaders(request, reply)
    done()
  })
}

export const setSafeHeaders = (request: FastifyRequest, reply: FastifyReply): void => {
  reply.headers(HEADERS).header('x-request-id', request.id)
  // A proxy's word is enough: a browser heeds this header only where it came over TLS (RFC 6797, section 8.1).
  if (request.headers['x-forwarded-proto'] === 'https' || 'encrypted' in request.raw.socket) {
    reply.header('strict-transport-security', HSTS)
  }
}

const REQUEST_ID = /^[A-Za-z0-9_-]{1,64}$/

/** A request's id: the caller's own where it is fit for logs and headers, else a new one. */
export const requestId = (request: Pick<IncomingMessage, 'headers'>): string => {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID()
}
