import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { logFailure, problemOf } from './error-replies.ts'
import type { Problem } from './problem.ts'

type Reply = { status: number; body: object }

/** Has every refusal of a plugin's routes answered in another vendor's words: `toReply` says which, and under which status. */
export const replyInContract = (
  plugin: FastifyInstance,
  toReply: (problem: Problem, request: FastifyRequest) => Reply | Promise<Reply>,
): void => {
  plugin.setErrorHandler(async (error: FastifyError, request, reply) => {
    const problem = problemOf(error, request)
    logFailure(error, problem, request)
    const { status, body } = await toReply(problem, request)
    return reply
      .code(status)
      .headers(problem.headers)
      .header('content-type', 'application/json; charset=utf-8')
      .serializer(JSON.stringify)
      .send(body)
  })
}
