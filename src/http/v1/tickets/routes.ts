import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Change } from '../../../core/change.ts'
import { lockIntake } from '../../../core/desks/lock.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { withImages } from '../../../core/mail/show-images.ts'
import { withUnread } from '../../../core/read-marks/unread.ts'
import { createTicket } from '../../../core/tickets/create.ts'
import { getTicket } from '../../../core/tickets/get.ts'
import { listTickets } from '../../../core/tickets/list.ts'
import { findRequester } from '../../../core/tickets/requester.ts'
import { updateTicket } from '../../../core/tickets/update.ts'
import { sendJson } from '../../json-text.ts'
import { idempotencyOf, once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { refused } from '../../refused.ts'
import { bulkChangeRoutes } from '../bulk-changes/routes.ts'
import { draftRoutes } from '../drafts/routes.ts'
import { historyRoutes } from '../history/routes.ts'
import { linkRoutes } from '../links/routes.ts'
import { mergeRoutes } from '../merges/routes.ts'
import { participantRoutes } from '../participants/routes.ts'
import { scheduledMessageRoutes } from '../scheduled-messages/routes.ts'
import { spamRoutes } from '../spam/routes.ts'
import { splitRoutes } from '../splits/routes.ts'
import { encodeTicketCursor } from './cursor.ts'
import { eraseRoutes } from './erase-routes.ts'
import { ticketListQuery, toTicketQuery } from './list-query.ts'
import { messageRoutes } from './message-routes.ts'
import { invalidBody, toProblem } from './problems.ts'
import { readMarkRoutes } from './read-mark-routes.ts'
import { newTicketBody, ticketChangeBody } from './schemas.ts'
import { signatureRoutes } from './signature-routes.ts'
import { acceptedSchema, ticketPageSchema, ticketSnapshotSchema, wholeTicketSchema } from './ticket-schema.ts'
import { checkNewTicket, toNewTicket } from './to-new-ticket.ts'
import { toRequester, toTicketChange } from './to-ticket-change.ts'
import { transcriptRoutes } from './transcript-routes.ts'

const tags = ['tickets']
const params = z.object({ idOrNumber: z.string().meta({ description: 'Its number, or its id.' }) })

export const ticketRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    await plugin.register(transcriptRoutes(lodge))
    await plugin.register(eraseRoutes(lodge))
    await plugin.register(readMarkRoutes(lodge))
    await plugin.register(signatureRoutes(lodge))
    await plugin.register(linkRoutes(lodge))
    await plugin.register(participantRoutes(lodge))
    await plugin.register(mergeRoutes(lodge))
    await plugin.register(splitRoutes(lodge))
    await plugin.register(bulkChangeRoutes(lodge))
    await plugin.register(historyRoutes(lodge))
    await plugin.register(spamRoutes(lodge))
    await plugin.register(draftRoutes(lodge))
    await plugin.register(scheduledMessageRoutes(lodge))
    await plugin.register(messageRoutes(lodge))

    app.post(
      '/v1/tickets',
      {
        config: { policy: { scope: 'tickets:create' } },
        schema: {
          summary: 'Create a ticket',
          description: 'Answers after the commit is durable. 202 where the requester is blocked: no ticket is made.',
          tags,
          body: newTicketBody,
          response: { 201: wholeTicketSchema, 202: acceptedSchema },
        },
      },
      async (request, reply) => {
        const ticket = toNewTicket(request.body)
        const wrong = checkNewTicket(ticket, new Date())
        if (wrong.length > 0) throw invalidBody(wrong)
        const made = await createTicket(lodge, actorOf(request), ticket, idempotencyOf(request))
        if (!made.ok) throw toProblem(made.error)
        const replayed = made.value.outcome === 'blocked' ? made.value.replayed : made.value.outcome === 'replayed'
        if (replayed) reply.header('idempotency-replayed', 'true')
        if (made.value.outcome === 'blocked') return reply.code(202).send({ accepted: true })
        reply.code(201).header('location', `/v1/tickets/${made.value.ticket.id}`)
        sendJson(reply, made.value.json())
      },
    )

    app.get(
      '/v1/tickets',
      {
        config: { policy: { scope: 'tickets:read' } },
        schema: {
          summary: 'List tickets',
          tags,
          querystring: ticketListQuery,
          response: { 200: ticketPageSchema },
        },
      },
      async (request) => {
        const page = await listTickets(lodge, actorOf(request), toTicketQuery(request.query))
        if (!page.ok) throw toProblem(page.error)
        const { tickets, next } = page.value
        const data = request.query.include ? await withUnread(lodge, actorOf(request), tickets) : tickets
        return { data, next_cursor: next && encodeTicketCursor(request.query.sort, next) }
      },
    )

    app.get(
      '/v1/tickets/:idOrNumber',
      {
        config: { policy: { scope: 'tickets:read' } },
        schema: {
          summary: 'Get a ticket with its messages',
          description: 'Digits are a number first, and an id where no ticket has that number.',
          tags,
          params,
          response: { 200: wholeTicketSchema },
        },
      },
      async (request) => {
        const found = await getTicket(lodge, actorOf(request), request.params.idOrNumber)
        if (!found.ok) throw toProblem(found.error)
        const { messages, ...ticket } = found.value
        // Each message is shown once: with the ticket that goes on.
        if (ticket.merged_into) return { ...ticket, messages: [] }
        return { ...ticket, messages: await withImages(lodge, actorOf(request), messages) }
      },
    )

    app.patch(
      '/v1/tickets/:idOrNumber',
      {
        config: { policy: { scope: 'tickets:write' } },
        schema: {
          summary: 'Change a ticket',
          tags,
          params,
          body: ticketChangeBody,
          response: { 200: ticketSnapshotSchema },
        },
      },
      async (request, reply) => {
        const { requester, ...fields } = request.body
        const work = async (change: Change) => {
          const given = requester && (await findRequester(change, toRequester(requester)))
          if (given && !given.ok)
            throw refused(400, given.error.code, 'requester.contact', 'is no contact of this desk')
          const wanted = { ...toTicketChange(fields), requester: given?.value }
          const updated = await updateTicket(change, request.params.idOrNumber, wanted)
          if (!updated.ok) throw toProblem(updated.error)
          return { status: 200, body: updated.value }
        }
        await once(lodge, request, reply, work, requester ? { first: lockIntake } : {})
        return reply
      },
    )
  }
