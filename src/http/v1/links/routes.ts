import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { LINKS_MAX, type LinkTicketsError, linkTickets } from '../../../core/links/create.ts'
import { unlinkTickets } from '../../../core/links/delete.ts'
import { LINK_KINDS } from '../../../core/links/link.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { getTicket } from '../../../core/tickets/get.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { text } from '../../schema/text.ts'
import { linkSchema } from '../tickets/ticket-schema.ts'

const tags = ['Links']
const params = z.object({ idOrNumber: z.string() })
const link = params.extend({ other: z.string().meta({ description: 'The other ticket’s number, or its id.' }) })
const newLink = z.strictObject({
  ticket: text(19, 1).meta({ description: 'The other ticket: its number, or its id.' }),
  kind: z.enum(LINK_KINDS).meta({ description: 'What the other one is to this one.' }),
})

/** What tickets are to each other. */
export const linkRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/tickets/:idOrNumber/links',
      {
        config: { policy: { scope: 'tickets:read' } },
        schema: {
          tags,
          summary: 'List a ticket’s links',
          description: `All of them, the oldest first: ${LINKS_MAX} at most.`,
          params,
          response: { 200: z.strictObject({ data: z.array(linkSchema) }) },
        },
      },
      async (request) => {
        const found = await getTicket(lodge, actorOf(request), request.params.idOrNumber)
        if (!found.ok) throw notFound('ticket')
        return { data: found.value.links }
      },
    )

    app.post(
      '/v1/tickets/:idOrNumber/links',
      {
        config: { policy: { scope: 'tickets:write' } },
        schema: { tags, summary: 'Link two tickets', params, body: newLink, response: { 201: linkSchema } },
      },
      async (request, reply) => {
        await once(lodge, request, reply, async (change) => {
          const made = await linkTickets(change, request.params.idOrNumber, request.body)
          if (!made.ok) throw toProblem(made.error)
          return { status: 201, body: made.value }
        })
        return reply
      },
    )

    app.delete(
      '/v1/tickets/:idOrNumber/links/:other',
      {
        config: { policy: { scope: 'tickets:write' } },
        schema: { tags, summary: 'Take a link away, from both tickets', params: link, response: { 200: linkSchema } },
      },
      async (request, reply) => {
        await once(lodge, request, reply, async (change) => {
          const gone = await unlinkTickets(change, request.params.idOrNumber, request.params.other)
          if (!gone.ok) throw notFound(gone.error.code === 'ticket_not_found' ? 'ticket' : 'link')
          return { status: 200, body: gone.value }
        })
        return reply
      },
    )
  }

const toProblem = ({ code }: LinkTicketsError): Problem => {
  switch (code) {
    case 'ticket_not_found':
      return notFound('ticket')
    case 'other_not_found':
      return refused(400, 'ticket_not_found', 'ticket', 'is not the number or id of a ticket of this desk')
    case 'same_ticket':
      return refused(400, code, 'ticket', 'must be another ticket')
    case 'linked_already':
      return refused(409, code, 'ticket', 'is linked with this one: take that link away first')
    case 'too_many_links':
      return new Problem(409, code, `A ticket has ${LINKS_MAX} links at most.`)
  }
}
