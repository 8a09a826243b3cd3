import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { listWatchedTickets } from '../../../core/watchlists/list-tickets.ts'
import { reorderWatchlist, unwatchTickets, type WatchError, watchTickets } from '../../../core/watchlists/tickets.ts'
import { WATCHED_MAX } from '../../../core/watchlists/watchlist.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { ticketPageSchema } from '../tickets/ticket-schema.ts'
import { oneTicket, ticketsBody, ticketsQuery, watchlist } from './schemas.ts'

const READ = { policy: { scope: 'tickets:read' } } as const
const WRITE = { policy: { scope: 'tickets:write' } } as const
const tags = ['Watchlists']

/** What is on a watchlist. */
export const watchlistTicketRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/watchlists/:id/tickets',
      {
        config: READ,
        schema: {
          tags,
          summary: 'List a watchlist’s tickets',
          params: oneById,
          querystring: ticketsQuery,
          response: { 200: ticketPageSchema },
        },
      },
      async (request) => {
        const { limit, cursor } = request.query
        const page = await listWatchedTickets(lodge, actorOf(request), request.params.id, {
          limit,
          after: cursor ?? null,
        })
        if (!page.ok) throw notFound('watchlist')
        return page.value
      },
    )

    app.post(
      '/v1/watchlists/:id/tickets',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Put tickets on a watchlist',
          description: 'At its end; those that are on it already stay where they are.',
          params: oneById,
          body: ticketsBody,
          response: { 200: watchlist },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { tickets } = request.body
          const changed = await watchTickets(change, request.params.id, tickets)
          if (!changed.ok) throw toProblem(changed.error, tickets)
          return { status: 200, body: changed.value }
        }),
    )

    app.put(
      '/v1/watchlists/:id/order',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Put a watchlist’s tickets in an order',
          description: 'Those that are not named follow as they were.',
          params: oneById,
          body: ticketsBody,
          response: { 200: watchlist },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { tickets } = request.body
          const changed = await reorderWatchlist(change, request.params.id, tickets)
          if (!changed.ok) throw toProblem(changed.error, tickets)
          return { status: 200, body: changed.value }
        }),
    )

    app.delete(
      '/v1/watchlists/:id/tickets/:idOrNumber',
      {
        config: WRITE,
        schema: { tags, summary: 'Take a ticket off a watchlist', params: oneTicket, response: { 200: watchlist } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const changed = await unwatchTickets(change, request.params.id, [request.params.idOrNumber])
          if (changed.ok) return { status: 200, body: changed.value }
          throw changed.error.code === 'ticket_not_found' ? notFound('ticket') : toProblem(changed.error, [])
        }),
    )
  }

const toProblem = (error: WatchError, tickets: string[]): Problem => {
  switch (error.code) {
    case 'watchlist_not_found':
      return notFound('watchlist')
    case 'watchlist_full':
      return refused(409, error.code, 'tickets', `would be more than the ${WATCHED_MAX} that a watchlist holds`)
    case 'ticket_not_found':
      return refused(400, error.code, placeOf(error, tickets), 'is not the number or id of a ticket of this desk')
    case 'not_on_watchlist':
      return refused(400, error.code, 'tickets', `has ${error.ticket}, which is not on the watchlist`)
  }
}

const placeOf = ({ ticket }: { ticket: string }, tickets: string[]): string => `tickets.${tickets.indexOf(ticket)}`
