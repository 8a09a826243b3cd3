import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Lodge } from '../../../core/lodge.ts'
import { PARTICIPANTS_MAX } from '../../../core/participants/add.ts'
import { type AddParticipantError, addParticipant } from '../../../core/participants/create.ts'
import { removeParticipant } from '../../../core/participants/delete.ts'
import { getTicket } from '../../../core/tickets/get.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { merged } from '../tickets/problems.ts'
import { participantSchema } from '../tickets/ticket-schema.ts'
import { newParticipant, participants } from './schemas.ts'

const tags = ['Participants']
const params = z.object({ idOrNumber: z.string() })
const participant = params.extend({ participant: z.string() })

/** Who takes part in a ticket besides its requester. */
export const participantRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/tickets/:idOrNumber/participants',
      {
        config: { policy: { scope: 'tickets:read' } },
        schema: {
          tags,
          summary: 'List who takes part in a ticket',
          description: `All of them, the first to come first: ${PARTICIPANTS_MAX} at most. The requester is none of them.`,
          params,
          response: { 200: participants },
        },
      },
      async (request) => {
        const found = await getTicket(lodge, actorOf(request), request.params.idOrNumber)
        if (!found.ok) throw notFound('ticket')
        return { data: found.value.participants }
      },
    )

    app.post(
      '/v1/tickets/:idOrNumber/participants',
      {
        config: { policy: { scope: 'tickets:write' } },
        schema: {
          tags,
          summary: 'Have somebody take part in a ticket',
          description: 'They get what is sent from now on, and what they answer joins the ticket.',
          params,
          body: newParticipant,
          response: { 201: participantSchema },
        },
      },
      async (request, reply) => {
        const { contact, email = '', name = null, role } = request.body
        const given = contact === undefined ? { email, name, role } : { contact, role }
        await once(lodge, request, reply, async (change) => {
          const added = await addParticipant(change, request.params.idOrNumber, given)
          if (!added.ok) throw toProblem(added.error, contact === undefined ? 'email' : 'contact')
          return { status: 201, body: added.value }
        })
        return reply
      },
    )

    app.delete(
      '/v1/tickets/:idOrNumber/participants/:participant',
      {
        config: { policy: { scope: 'tickets:write' } },
        schema: {
          tags,
          summary: 'Have somebody take part in a ticket no more',
          params: participant,
          response: { 200: participantSchema },
        },
      },
      async (request, reply) => {
        await once(lodge, request, reply, async (change) => {
          const { idOrNumber, participant: id } = request.params
          const gone = await removeParticipant(change, idOrNumber, id)
          if (gone.ok) return { status: 200, body: gone.value }
          const { error } = gone
          if (error.code === 'ticket_merged') throw merged(error.into)
          if (error.code === 'requester_stays') {
            throw new Problem(409, error.code, 'The requester cannot be removed: give the ticket another one first.')
          }
          throw notFound(error.code === 'ticket_not_found' ? 'ticket' : 'participant')
        })
        return reply
      },
    )
  }

/** `path`: what the body names them by. */
const toProblem = (error: AddParticipantError, path: 'contact' | 'email'): Problem => {
  switch (error.code) {
    case 'ticket_not_found':
      return notFound('ticket')
    case 'ticket_merged':
      return merged(error.into)
    case 'contact_not_found':
      return refused(400, error.code, path, 'is not the id of a contact of this desk')
    case 'contact_without_email':
      return refused(400, error.code, path, 'is a contact without an address: nothing could be sent to them')
    case 'is_requester':
      return refused(409, error.code, path, 'is the requester, who gets everything anyway')
    case 'takes_part_already':
      return refused(409, error.code, path, 'takes part already')
    case 'too_many_participants':
      return new Problem(409, error.code, `A ticket has ${PARTICIPANTS_MAX} participants at most.`)
  }
}
