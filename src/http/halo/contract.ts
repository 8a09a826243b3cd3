import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Lodge } from '../../core/lodge.ts'
import { toHaloError } from '../../dialects/halo/errors.ts'
import type { Refusal } from '../../dialects/halo/required.ts'
import { replyInContract } from '../contract-replies.ts'
import { bearerSecret } from '../policy.ts'
import { Problem } from '../problem.ts'

/** No header at all is another refusal than one with a bad key in it. */
export const secretOf = (request: FastifyRequest): string => {
  if (!request.headers.authorization) throw new Problem(401, 'missing_api_key', 'Send an API key.')
  return bearerSecret(request)
}

/** Has every refusal of a plugin's routes answered in Halo's envelope. */
export const replyAsHalo = (plugin: FastifyInstance): void =>
  replyInContract(plugin, ({ status, code, message, errors }, request) => ({
    status,
    body: toHaloError({ status, code, detail: message, fields: errors, url: request.routeOptions.url ?? '' }),
  }))

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'Authorization, Content-Type, Idempotency-Key',
  'access-control-max-age': '86400',
}

/**
 * Any page may ask and read the answer (their page "API overview"); whether its key works there is the desk's to say, once
 * the key has told which desk that is. A preflight has no key.
 */
export const openToPages = (plugin: FastifyInstance, lodge: Lodge): void => {
  plugin.addHook('onSend', async (_request, reply) => {
    reply
      .header('access-control-allow-origin', '*')
      .header('access-control-expose-headers', 'Retry-After, Idempotency-Replayed, X-Request-Id')
  })
  plugin.addHook('onRequest', async (request) => {
    const { origin } = request.headers
    if (!request.actor || origin === undefined) return
    const { allowedOrigins } = await lodge.desks.get(request.actor.deskId)
    if (allowedOrigins.length === 0 || allowedOrigins.includes(origin)) return
    throw new Problem(403, 'origin_not_allowed', 'The desk allows no page of this origin.')
  })
  plugin.options(
    '/api/sdk/*',
    { config: { policy: 'public' }, schema: { hide: true } },
    (_request, reply) => void reply.code(204).headers(PREFLIGHT).send(),
  )
}

/** Refuses what is missing or may not be there, in the vendor's words, before any field is looked at. */
export const refusing =
  (refusal: Refusal) =>
  async (request: FastifyRequest): Promise<void> => {
    const { body } = request
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      throw new Problem(400, 'invalid_body', 'The body must be a JSON object')
    }
    const text = refusal(body as Record<string, unknown>) // an object of JSON, as the line above saw
    if (text !== undefined) throw new Problem(400, 'invalid_body', text)
  }
