import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Lodge } from '../core/lodge.ts'
import { replyInContract } from './contract-replies.ts'
import { secretOf as headoniSecretOf, toHeadoniReply } from './headoni/contract.ts'
import { createForHeadoni } from './headoni/create.ts'
import { accepted, createBody as headoniBody, created as headoniCreated } from './headoni/schemas.ts'
import { bearerSecret } from './policy.ts'
import { checkedBody } from './schema/validate.ts'
import { BODY_LIMIT, toTickitiReply } from './tickiti/contract.ts'
import { createForTickiti } from './tickiti/create.ts'
import { createBody as tickitiBody, created as tickitiCreated } from './tickiti/schemas.ts'

/** Tickiti's tokens begin with their number; nobody else's do. */
const TICKITI = /^Bearer \d+\|/i

/**
 * `POST /api/v1/tickets`, the one path that two contracts have. The credential says whose request it is; of one without,
 * what only Tickiti's have: an `Idempotency-Key`, or the field `originator_email_address`.
 */
export const ticketsByContractRoute =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    replyInContract(plugin, async (problem, request) =>
      (await isForTickiti(request)) ? toTickitiReply(problem) : toHeadoniReply(problem, request),
    )
    plugin.post(
      '/api/v1/tickets',
      {
        bodyLimit: BODY_LIMIT,
        config: {
          policy: { scope: 'tickets:create' },
          tickiti: { ability: 'tickets:write', also: 'create-ticket', role: null },
          secretOf: (request) => (hasTickitiToken(request) ? bearerSecret(request) : headoniSecretOf(request)),
        },
        schema: { hide: true, response: { 200: z.union([accepted, tickitiCreated]), 201: headoniCreated } },
      },
      (request, reply) =>
        hasTickitiToken(request)
          ? createForTickiti(lodge, request, reply, checkedBody(tickitiBody, request.body ?? {}))
          : createForHeadoni(lodge, request, reply, checkedBody(headoniBody, request.body)),
    )
  }

const hasTickitiToken = ({ headers }: FastifyRequest): boolean => TICKITI.test(headers.authorization ?? '')

const isForTickiti = async (request: FastifyRequest): Promise<boolean> => {
  if (request.headers.authorization !== undefined) return hasTickitiToken(request)
  return request.headers['idempotency-key'] !== undefined || namesOriginator(await startOf(request))
}

const namesOriginator = (body: string): boolean => /"originator_email_address"\s*:/.test(body)

/** As much of a body as is looked at: who is not let in has not had it read. */
const START_BYTES = 64 * 1024

const startOf = async ({ raw }: FastifyRequest): Promise<string> => {
  if (raw.readableEnded || raw.destroyed) return ''
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of raw.iterator({ destroyOnReturn: false })) {
    pieces.push(piece as Buffer) // no encoding is set on a request
    size += (piece as Buffer).length
    if (size >= START_BYTES) break
  }
  return Buffer.concat(pieces).toString('utf8')
}
