import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Lodge } from '../../../core/lodge.ts'
import { imagesOfMail, showImages } from '../../../core/mail/show-images.ts'
import { type MergeTicketError, mergeTicket } from '../../../core/merges/merge.ts'
import { type UnmergeTicketError, unmergeTicket } from '../../../core/merges/unmerge.ts'
import { readWhole } from '../../../core/tickets/get.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { text } from '../../schema/text.ts'
import { merged } from '../tickets/problems.ts'
import { wholeTicketSchema } from '../tickets/ticket-schema.ts'

const tags = ['tickets']
const config = { policy: { scope: 'tickets:write' } } as const
const params = z.object({ idOrNumber: z.string() })
const mergeBody = z.strictObject({
  into: text(19, 1).meta({ description: 'Number or id of the ticket that goes on.' }),
})

/** Two tickets about one thing. */
export const mergeRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.post(
      '/v1/tickets/:idOrNumber/merge',
      {
        config,
        schema: {
          tags,
          summary: 'Merge a ticket into another',
          description:
            'It is closed, and what was written on it, or comes to it by mail, is shown with the other, which is the answer. Nobody is mailed.',
          params,
          body: mergeBody,
          response: { 200: wholeTicketSchema },
        },
      },
      async (request, reply) => {
        const shown = await imagesOfMail(lodge, actorOf(request))
        await once(lodge, request, reply, async (change) => {
          const done = await mergeTicket(change, request.params.idOrNumber, request.body.into)
          if (!done.ok) throw toProblem(done.error)
          const whole = await readWhole(change, done.value.id)
          return { status: 200, body: { ...whole, messages: showImages(shown, whole.messages) } }
        })
        return reply
      },
    )

    app.post(
      '/v1/tickets/:idOrNumber/unmerge',
      {
        config,
        schema: {
          tags,
          summary: 'Take a merge back',
          description:
            'It has its status and its own messages again, and is the answer. What came to it meanwhile stays with the other.',
          params,
          response: { 200: wholeTicketSchema },
        },
      },
      async (request, reply) => {
        const shown = await imagesOfMail(lodge, actorOf(request))
        await once(lodge, request, reply, async (change) => {
          const done = await unmergeTicket(change, request.params.idOrNumber)
          if (!done.ok) throw toProblem(done.error)
          const whole = await readWhole(change, done.value.id)
          return { status: 200, body: { ...whole, messages: showImages(shown, whole.messages) } }
        })
        return reply
      },
    )
  }

const toProblem = (error: MergeTicketError | UnmergeTicketError): Problem => {
  switch (error.code) {
    case 'ticket_not_found':
      return notFound('ticket')
    case 'target_not_found':
      return refused(400, 'ticket_not_found', 'into', 'is not the number or id of a ticket of this desk')
    case 'merge_cycle':
      return refused(409, error.code, 'into', 'must not be this ticket, or one that was merged into it')
    case 'target_merged':
      return refused(409, 'ticket_merged', 'into', `was merged itself: take #${error.into.number}`)
    case 'ticket_merged':
      return merged(error.into)
    case 'not_merged':
      return new Problem(409, error.code, 'This ticket was not merged.')
    case 'ticket_erased':
      return new Problem(409, error.code, 'Its personal data was erased since: there is nothing to take back.')
  }
}
