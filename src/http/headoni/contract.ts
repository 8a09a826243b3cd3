import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { toHeadoniError } from '../../dialects/headoni/errors.ts'
import { logFailure, problemOf } from '../error-replies.ts'
import { bearerSecret } from '../policy.ts'

/** The prefix may be left out of the header; what has another one is none of this contract's credentials. */
export const secretOf = (request: FastifyRequest): string => {
  const secret = bearerSecret(request)
  return secret.startsWith('hd_') ? secret : `hd_${secret}`
}

/** Has every refusal of a plugin's routes answered in Headoni's envelope. */
export const replyAsHeadoni = (plugin: FastifyInstance): void => {
  plugin.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error, request)
    logFailure(error, problem, request)
    const policy = request.routeOptions.config.policy
    return reply
      .code(problem.status === 413 || problem.status === 415 ? 400 : problem.status)
      .headers(problem.headers)
      .header('content-type', 'application/json; charset=utf-8')
      .serializer(JSON.stringify)
      .send(
        toHeadoniError({
          code: problem.code,
          detail: problem.message,
          issues: problem.errors,
          isQuery: request.method === 'GET',
          scope: policy && policy !== 'public' ? policy.scope : '',
        }),
      )
  })
}
