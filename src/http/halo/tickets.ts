import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../core/lodge.ts'
import { createTicket } from '../../core/tickets/create.ts'
import { refusedTicket } from '../../dialects/halo/required.ts'
import { fromCreated, toNewTicket } from '../../dialects/halo/ticket.ts'
import { idempotencyOf, keyConflict } from '../once.ts'
import { actorOf } from '../policy.ts'
import { refusing, secretOf } from './contract.ts'
import { createBody, created, succeeded } from './schemas.ts'
import { speakerOf } from './speaker.ts'

export const ticketRoute = (plugin: FastifyInstance, lodge: Lodge): void => {
  plugin.withTypeProvider<ZodTypeProvider>().post(
    '/api/sdk/tickets/create',
    {
      config: { policy: { scope: 'tickets:create' }, secretOf, publicKeys: true },
      preValidation: refusing(refusedTicket),
      schema: { hide: true, body: createBody, response: { 200: succeeded, 201: created } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const speaker = await speakerOf(lodge, actor, request.body)
      const made = await createTicket(lodge, actor, toNewTicket(request.body, speaker), idempotencyOf(request))
      if (!made.ok) {
        if (made.error.code === 'idempotency_key_conflict') throw keyConflict()
        throw new Error(`nothing was asked for by name: ${made.error.code}`)
      }
      const { outcome } = made.value
      const isReplay = outcome === 'blocked' ? made.value.replayed : outcome === 'replayed'
      if (isReplay) reply.header('idempotency-replayed', 'true')
      if (outcome === 'blocked') return reply.code(200).send({ success: true })
      const given = { userId: speaker.userId, email: request.body.email }
      return reply.code(201).send(fromCreated(made.value.ticket, given, made.value.contactCreated))
    },
  )
}
