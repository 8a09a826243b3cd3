import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { withUnread } from '../../../core/read-marks/unread.ts'
import { openViewCounts } from '../../../core/views/counts.ts'
import { countViewTickets, listViewTickets } from '../../../core/views/tickets.ts'
import { actorOf } from '../../policy.ts'
import { oneById } from '../../schema/params.ts'
import { encodeTicketCursor } from '../tickets/cursor.ts'
import { positionOf } from '../tickets/list-query.ts'
import { ticketPageSchema } from '../tickets/ticket-schema.ts'
import { toProblem } from './problems.ts'
import { ticketsQuery, viewCount, viewCounts } from './schemas.ts'

const config = { policy: { scope: 'tickets:read' } } as const
const tags = ['Views']

/** What a view shows. */
export const viewTicketRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    const countAll = openViewCounts(lodge)

    app.get(
      '/v1/views/counts',
      {
        config,
        schema: {
          tags,
          summary: 'Count the tickets of all lists',
          description: 'As of a second ago at most. Each up to 10,000, and exact below that.',
          response: { 200: viewCounts },
        },
      },
      (request) => countAll(actorOf(request)),
    )

    app.get(
      '/v1/views/:id/tickets',
      {
        config,
        schema: {
          tags,
          summary: 'List a view’s tickets',
          params: oneById,
          querystring: ticketsQuery,
          response: { 200: ticketPageSchema },
        },
      },
      async (request) => {
        const { cursor, limit, include } = request.query
        const page = await listViewTickets(lodge, actorOf(request), request.params.id, {
          limit,
          after: ({ sort }) => positionOf(sort, cursor),
        })
        if (!page.ok) throw toProblem(page.error)
        const { tickets, next, view } = page.value
        const data = include ? await withUnread(lodge, actorOf(request), tickets) : tickets
        return { data, next_cursor: next && encodeTicketCursor(view.sort, next) }
      },
    )

    app.get(
      '/v1/views/:id/count',
      {
        config,
        schema: { tags, summary: 'Count a view’s tickets', params: oneById, response: { 200: viewCount } },
      },
      async (request) => {
        const counted = await countViewTickets(lodge, actorOf(request), request.params.id)
        if (!counted.ok) throw toProblem(counted.error)
        return counted.value
      },
    )
  }
