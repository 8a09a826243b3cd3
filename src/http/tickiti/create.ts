import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Actor } from '../../core/actor.ts'
import type { Lodge } from '../../core/lodge.ts'
import { type CreateTicketOutcome, createTicket, type Idempotency } from '../../core/tickets/create.ts'
import { replayCreation } from '../../core/tickets/replay.ts'
import { fromCreated, type Payload, readCreate, toNewTicket } from '../../dialects/tickiti/create.ts'
import { keyConflict } from '../once.ts'
import { actorOf } from '../policy.ts'
import { demandKey, refuse, tickitiRoute } from './contract.ts'
import { checkedContent, fileImagesFirst } from './inline-images.ts'
import { findQueue } from './queue.ts'
import { createBody } from './schemas.ts'

type Body = z.output<typeof createBody>

export const createRoutes = (lodge: Lodge, plugin: FastifyInstance): void =>
  tickitiRoute(lodge, plugin, '/api/create_ticket', { ability: 'create-ticket' }, createBody, (body, request, reply) =>
    createForTickiti(lodge, request, reply, body),
  )

/** Answers a creation in Tickiti's contract, of either generation. */
export const createForTickiti = async (
  lodge: Lodge,
  request: FastifyRequest,
  reply: FastifyReply,
  body: Body,
): Promise<FastifyReply> => {
  const idempotency = demandKey(request, body)
  const read = readCreate(body)
  if ('faults' in read) {
    refuse(read.faults)
    throw new Error('a refusal without a fault')
  }
  const { payload, queue } = read
  const actor = actorOf(request)
  const department = queue === null ? null : await findQueue(lodge, actor, queue.path, queue.name)
  const outcome = await take(lodge, actor, idempotency, body, payload, department?.id ?? null)
  const isReplay = outcome.outcome === 'blocked' ? outcome.replayed : outcome.outcome === 'replayed'
  if (isReplay) reply.header('idempotency-replayed', 'true')
  const landed = 'ticket' in outcome ? outcome.ticket.department : (department ?? (await defaultQueue(lodge, actor)))
  return reply.code(200).send(fromCreated(landed.name, { template: payload.shape === 'template' }))
}

const take = async (
  lodge: Lodge,
  actor: Actor,
  idempotency: Idempotency,
  body: Body,
  payload: Payload,
  department: string | null,
): Promise<CreateTicketOutcome> => {
  if (payload.shape !== 'content') throw new Error('not yet')
  const content = checkedContent('data.content', payload.content)
  // Looked at first where there are pictures to store; else its key finds a repeated request anyway.
  const first = content.images.length > 0 ? await replayCreation(lodge, actor, idempotency) : undefined
  const filed = first ? { body: content, attachments: [] } : await fileImagesFirst(lodge, actor, content)
  const made =
    first ??
    (await createTicket(
      lodge,
      actor,
      toNewTicket({
        email: body.originator_email_address,
        subject: payload.subject,
        body: filed.body,
        department,
        attachments: filed.attachments,
        isPublic: body.is_public,
        asOriginator: body.use_passed_originator_as_responder,
        notify: true,
        tokenName: actor.name,
      }),
      idempotency,
    ))
  if (made.ok) return made.value
  if (made.error.code === 'idempotency_key_conflict') throw keyConflict()
  throw new Error(`nothing was asked for that is not there: ${made.error.code}`)
}

const defaultQueue = async (lodge: Lodge, actor: Actor) => (await lodge.desks.get(actor.deskId)).defaultDepartment
