import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Lodge } from '../../../core/lodge.ts'
import { getNotifications, setNotifications } from '../../../core/mail/notifications.ts'
import { getRating } from '../../../core/mail/rate.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { notifications, ratingAnswer } from './schemas.ts'

const oneTicket = z.object({ idOrNumber: z.string().meta({ description: 'Its number, or its id.' }) })

/** What members get mail about, and how requesters rated what was done for them. */
export const notificationRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/members/:id/notifications',
      {
        config: { policy: { scope: 'settings:read' } },
        schema: {
          tags: ['Members'],
          summary: 'Get what a member gets mail about',
          params: oneById,
          response: { 200: notifications },
        },
      },
      async (request) => {
        const found = await getNotifications(lodge, actorOf(request), request.params.id)
        if (!found.ok) throw notFound('member')
        return found.value
      },
    )

    app.put(
      '/v1/members/:id/notifications',
      {
        config: { policy: { scope: 'admin' } },
        schema: {
          tags: ['Members'],
          summary: 'Set what a member gets mail about',
          params: oneById,
          body: notifications,
          response: { 200: notifications },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const set = await setNotifications(change, request.params.id, request.body)
          if (!set.ok) throw notFound('member')
          return { status: 200, body: set.value }
        }),
    )

    app.get(
      '/v1/tickets/:idOrNumber/rating',
      {
        config: { policy: { scope: 'tickets:read' } },
        schema: {
          tags: ['Tickets'],
          summary: 'Get how a requester rated a ticket',
          params: oneTicket,
          response: { 200: ratingAnswer },
        },
      },
      async (request) => {
        const found = await getRating(lodge, actorOf(request), request.params.idOrNumber)
        if (!found.ok) throw notFound('ticket')
        return found.value
      },
    )
  }
