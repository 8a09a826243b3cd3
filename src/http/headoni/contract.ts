import type { FastifyInstance, FastifyRequest } from 'fastify'
import { toHeadoniError } from '../../dialects/headoni/errors.ts'
import { replyInContract } from '../contract-replies.ts'
import { bearerSecret } from '../policy.ts'
import type { Problem } from '../problem.ts'

/** A desk has tens of departments and types: the contract's lists of them have no pages. */
export const ALL = { limit: 10_000, after: null }

/** The prefix may be left out of the header; what has another one is none of this contract's credentials. */
export const secretOf = (request: FastifyRequest): string => {
  const secret = bearerSecret(request)
  return secret.startsWith('hd_') ? secret : `hd_${secret}`
}

/** A refusal in Headoni's envelope, and under its status. */
export const toHeadoniReply = (problem: Problem, request: FastifyRequest): { status: number; body: object } => {
  const policy = request.routeOptions.config.policy
  return {
    status: problem.status === 413 || problem.status === 415 ? 400 : problem.status,
    body: toHeadoniError({
      code: problem.code,
      detail: problem.message,
      issues: problem.errors,
      isQuery: request.method === 'GET',
      scope: policy && policy !== 'public' ? policy.scope : '',
    }),
  }
}

/** Has every refusal of a plugin's routes answered in Headoni's envelope. */
export const replyAsHeadoni = (plugin: FastifyInstance): void => replyInContract(plugin, toHeadoniReply)
