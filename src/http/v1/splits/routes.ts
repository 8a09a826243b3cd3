import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { lockIntake } from '../../../core/desks/lock.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { imagesOfMail, showImages } from '../../../core/mail/show-images.ts'
import { type SplitTicketError, splitTicket } from '../../../core/splits/split.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { text } from '../../schema/text.ts'
import { merged } from '../tickets/problems.ts'
import { wholeTicketSchema } from '../tickets/ticket-schema.ts'

const MESSAGES_MAX = 100

const splitBody = z.strictObject({
  messages: z
    .array(z.string())
    .min(1)
    .max(MESSAGES_MAX)
    .meta({ description: 'Ids of messages that the ticket shows; the oldest becomes the first of the new one.' }),
  subject: text(1000, 1),
})

/** Two things in one ticket. */
export const splitRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    plugin.withTypeProvider<ZodTypeProvider>().post(
      '/v1/tickets/:idOrNumber/split',
      {
        config: { policy: { scope: 'tickets:write' } },
        schema: {
          tags: ['tickets'],
          summary: 'Make some messages a ticket of their own',
          description:
            'They stay where they are and say `split_to`; the tickets are linked. The customer is not mailed.',
          params: z.object({ idOrNumber: z.string() }),
          body: splitBody,
          response: { 201: wholeTicketSchema },
        },
      },
      async (request, reply) => {
        const shown = await imagesOfMail(lodge, actorOf(request))
        // Read now: within the change there is no connection to ask by.
        await lodge.desks.get(actorOf(request).deskId)
        await once(
          lodge,
          request,
          reply,
          async (change) => {
            const made = await splitTicket(change, request.params.idOrNumber, request.body)
            if (!made.ok) throw toProblem(made.error)
            const location = `/v1/tickets/${made.value.id}`
            const body = { ...made.value, messages: showImages(shown, made.value.messages) }
            return { status: 201, body, headers: { location } }
          },
          { first: lockIntake },
        )
        return reply
      },
    )
  }

const toProblem = (error: SplitTicketError): Problem => {
  switch (error.code) {
    case 'ticket_not_found':
      return notFound('ticket')
    case 'ticket_merged':
      return merged(error.into)
    case 'message_not_found':
      return refused(400, error.code, `messages.${error.place}`, 'is not the id of a message of this ticket')
    case 'requester_unreachable':
      return refused(
        409,
        error.code,
        'messages',
        'are of somebody who gets no ticket: nothing leads to them, or they are blocked',
      )
  }
}
