import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Actor } from '../../core/actor.ts'
import type { Lodge } from '../../core/lodge.ts'
import { createTicket } from '../../core/tickets/create.ts'
import { fromCreated, toNewTicket } from '../../dialects/headoni/create.ts'
import { idempotencyOf, keyConflict } from '../once.ts'
import { actorOf } from '../policy.ts'
import { Problem } from '../problem.ts'
import type { createBody } from './schemas.ts'

/** Answers a creation in Headoni's contract. */
export const createForHeadoni = async (
  lodge: Lodge,
  request: FastifyRequest,
  reply: FastifyReply,
  body: z.output<typeof createBody>,
): Promise<FastifyReply> => {
  const actor = actorOf(request)
  await checkPlace(lodge, actor, body)
  const made = await createTicket(lodge, actor, toNewTicket(body, actor.name), idempotencyOf(request, body))
  if (!made.ok) {
    if (made.error.code === 'idempotency_key_conflict') throw keyConflict()
    throw new Problem(400, made.error.code, 'It is not on this desk, or not in use any more.')
  }
  const { outcome } = made.value
  const isReplay = outcome === 'blocked' ? made.value.replayed : outcome === 'replayed'
  if (isReplay) reply.header('idempotency-replayed', 'true')
  if (outcome === 'blocked') return reply.code(200).send({ ok: true })
  return reply.code(201).send(fromCreated(made.value.ticket, body.email))
}

/** Here a place is named by its id alone: one that is called like a number is not found by that. */
const checkPlace = async (
  lodge: Lodge,
  actor: Actor,
  { departmentId, ticketTypeId }: { departmentId?: string | undefined; ticketTypeId?: string | undefined },
): Promise<void> => {
  if (departmentId === undefined && ticketTypeId === undefined) return
  const desk = await lodge.desks.get(actor.deskId)
  const refuse = (code: string) => new Problem(400, code, 'It is not on this desk, or not in use any more.')
  if (departmentId !== undefined && isOther(desk.department(departmentId), departmentId)) {
    throw refuse('department_not_found')
  }
  if (ticketTypeId !== undefined && isOther(desk.ticketType(ticketTypeId), ticketTypeId)) {
    throw refuse('ticket_type_not_found')
  }
}

const isOther = (found: { id: string } | undefined, id: string): boolean => found !== undefined && found.id !== id
