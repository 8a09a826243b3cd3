import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { takeIn } from '../../channels/hooks/take-in.ts'
import { keepRefused } from '../../core/hook-deliveries/receive.ts'
import { actorOfHook, type IntakeHook } from '../../core/hooks/intake-hook.ts'
import type { HookKeys } from '../../core/hooks/keys.ts'
import type { Lodge } from '../../core/lodge.ts'
import { notFound, Problem } from '../problem.ts'
import type { RateLimiter } from '../rate-limits.ts'
import { accepted, hookBody } from './schemas.ts'

const BODY_LIMIT = 1024 * 1024

declare module 'fastify' {
  interface FastifyRequest {
    /** The hook whose address was called: set on the intake's route. */
    hook: IntakeHook | null
  }
}

const config = { policy: 'public', openapi: { requestBody: hookBody } } as const
const tags = ['Hooks']

/**
 * Where form builders and CRMs send to: the secret in the path is the credential, and is asked before the body is read. A
 * body of any type comes as its bytes; what is wrong with it is for the hook's owner to see, not for the sender.
 */
export const hookIntakeRoutes =
  (lodge: Lodge, keys: HookKeys, limiter: RateLimiter | undefined): FastifyPluginAsync =>
  async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    app.decorateRequest('hook', null)
    app.addHook('onRequest', async (request, reply) => {
      const { secret = '' } = request.params as { secret?: string } // the one parameter of these routes
      if (limiter) await limiter.guess(request, reply, secret)
      const hook = await keys.find(secret)
      if (!hook) {
        if (limiter) await limiter.failed(request, secret)
        throw notFound('hook')
      }
      request.hook = hook
      request.actor = actorOfHook(hook)
      limiter?.worked(secret)
      if (limiter) await limiter.credential(request, reply, request.actor)
    })
    app.setErrorHandler(async (error, request) => {
      const detail = UNREADABLE[error instanceof Error && 'code' in error ? String(error.code) : '']
      if (request.hook && detail) {
        const raw = { contentType: request.headers['content-type'] ?? null, headers: {}, body: Buffer.alloc(0) }
        await keepRefused(lodge, request.hook, raw, detail)
      }
      throw error // answered as any other
    })

    app.post<{ Body: Buffer | undefined }>(
      '/hooks/:secret',
      {
        config,
        bodyLimit: BODY_LIMIT,
        schema: {
          tags,
          summary: 'Send a payload to a hook',
          description:
            'The address is the credential. 202 once the payload is safe: whether it became a ticket is for the hook’s owner to see.',
          response: { 202: accepted },
        },
      },
      async (request, reply) => {
        const taken = await takeIn(lodge, hookOf(request), {
          method: request.method,
          urls: urlsOf(request),
          headers: headersOf(request),
          body: request.body ?? Buffer.alloc(0),
        })
        if (taken.ok) return reply.code(202).send({ accepted: true })
        if (taken.error.code === 'wrong_signature') {
          throw new Problem(401, 'wrong_signature', 'The signature is missing, wrong or too old.')
        }
        throw new Problem(413, 'too_many_payloads', `A request may bring at most ${taken.error.max} payloads.`)
      },
    )

    // Some senders ask whether there is anybody before they send.
    app.head('/hooks/:secret', { config, schema: { hide: true } }, (_request, reply) => reply.code(204).send())
  }

/** What Fastify refuses of a body, for the hook's owner. */
const UNREADABLE: Record<string, string> = {
  FST_ERR_CTP_BODY_TOO_LARGE: `The body was larger than ${BODY_LIMIT.toLocaleString('en-US')} bytes, which is the most that is taken; it was not kept.`,
  FST_ERR_CTP_INVALID_MEDIA_TYPE:
    'The Content-Type was not valid: send application/json or a form. The body was not kept.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body was not as long as its Content-Length said; it was not kept.',
}

const hookOf = (request: FastifyRequest): IntakeHook => {
  if (!request.hook) throw new Error('the hook is found before the body is read')
  return request.hook
}

const headersOf = (request: FastifyRequest): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )

/** The address as the sender may have called it: a proxy that ends TLS may not say so. */
const urlsOf = (request: FastifyRequest): string[] => [
  `https://${request.host}${request.originalUrl}`,
  `http://${request.host}${request.originalUrl}`,
]
