import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Actor } from '../../core/actor.ts'
import type { Lodge } from '../../core/lodge.ts'
import type { Result } from '../../core/result.ts'
import { renderFor } from '../../core/templates/render-for.ts'
import {
  type CreateTicketError,
  type CreateTicketOutcome,
  createTicket,
  type Idempotency,
} from '../../core/tickets/create.ts'
import { replayCreation } from '../../core/tickets/replay.ts'
import type { Named } from '../../core/tickets/ticket.ts'
import { fromCreated, type Payload, readCreate, SUBJECT_MAX, toNewTicket } from '../../dialects/tickiti/create.ts'
import { mayHaveImages } from '../../dialects/tickiti/inline-images.ts'
import { keyConflict } from '../once.ts'
import { actorOf } from '../policy.ts'
import { type Access, demandKey, invalid, refusal, tickitiRoute } from './contract.ts'
import { checkedContent, type Filed, fileImagesFirst } from './inline-images.ts'
import { findQueue } from './queue.ts'
import { runForTickiti } from './run.ts'
import { createBody } from './schemas.ts'
import { templateRefusal } from './template-refusals.ts'

type Body = z.output<typeof createBody>

/** Who may file tickets, by the older paths. */
export const CREATE = { ability: 'create-ticket', also: 'tickets:write' } as const satisfies Access

export const createRoutes = (lodge: Lodge, plugin: FastifyInstance): void =>
  tickitiRoute(lodge, plugin, '/api/create_ticket', CREATE, createBody, (body, request, reply) =>
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
  if ('faults' in read) throw refusal(read.faults)
  const { payload, queue } = read
  if (payload.shape === 'intervention') return runForTickiti(lodge, request, reply, body, payload)
  const actor = actorOf(request)
  const named = queue === null ? null : await findQueue(lodge, actor, queue.path, queue.name)
  const first = await firstOutcome(lodge, actor, idempotency, payload)
  const outcome =
    first ?? (await take(lodge, actor, idempotency, body, await written(lodge, actor, body, payload, named)))
  const isReplay = outcome.outcome === 'blocked' ? outcome.replayed : outcome.outcome === 'replayed'
  if (isReplay) reply.header('idempotency-replayed', 'true')
  const landed = 'ticket' in outcome ? outcome.ticket.department : (named ?? (await defaultQueue(lodge, actor)))
  return reply.code(200).send(fromCreated(landed.name, { template: payload.shape === 'template' }))
}

type Shaped = Exclude<Payload, { shape: 'intervention' }>

/** The first answer to this request, looked for where it costs something to write its ticket a second time. */
const firstOutcome = async (
  lodge: Lodge,
  actor: Actor,
  idempotency: Idempotency,
  payload: Shaped,
): Promise<CreateTicketOutcome | undefined> => {
  if (payload.shape === 'content' && !mayHaveImages(payload.content)) return undefined
  const first = await replayCreation(lodge, actor, idempotency)
  return first && outcomeOf(first)
}

type Written = Filed & { subject: string; department: string | null; notify: boolean }

/** What the ticket says: as it was sent, or as its template makes it of the data. */
const written = async (
  lodge: Lodge,
  actor: Actor,
  body: Body,
  payload: Shaped,
  named: Named | null,
): Promise<Written> => {
  if (payload.shape === 'content') {
    const filed = await fileImagesFirst(lodge, actor, checkedContent('data.content', payload.content))
    return { ...filed, subject: payload.subject, department: named?.id ?? null, notify: true }
  }
  const rendered = await renderFor(
    { tx: lodge.store.db, actor },
    {
      template: payload.identifier,
      recipient: { name: null, email: body.originator_email_address },
      culture: null,
      data: payload.data,
    },
  )
  if (!rendered.ok) throw templateRefusal('template_identifier', rendered.error)
  const { subject, format, source, template } = rendered.value
  return {
    body: { format, source },
    attachments: [],
    subject: [...(subject || template.name)].slice(0, SUBJECT_MAX).join(''),
    department: named?.id ?? template.department?.id ?? null,
    notify: !template.suppress_notification,
  }
}

const take = async (
  lodge: Lodge,
  actor: Actor,
  idempotency: Idempotency,
  body: Body,
  ticket: Written,
): Promise<CreateTicketOutcome> =>
  outcomeOf(
    await createTicket(
      lodge,
      actor,
      toNewTicket({
        ...ticket,
        email: body.originator_email_address,
        isPublic: body.is_public,
        asOriginator: body.use_passed_originator_as_responder,
        tokenName: actor.name,
      }),
      idempotency,
    ),
  )

/** What came of a creation. Throws a Problem where its key or its queue is refused. */
export const outcomeOf = (made: Result<CreateTicketOutcome, CreateTicketError>): CreateTicketOutcome => {
  if (made.ok) return made.value
  if (made.error.code === 'idempotency_key_conflict') throw keyConflict()
  // Deleted since its template, or we, looked it up.
  throw invalid('data.queue_name', 'is not the name of a queue of this desk')
}

const defaultQueue = async (lodge: Lodge, actor: Actor) => (await lodge.desks.get(actor.deskId)).defaultDepartment
