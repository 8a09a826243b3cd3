import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { listNotifications } from '../../../core/notifications/list.ts'
import { readNotifications } from '../../../core/notifications/read.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notificationPage, notificationQuery, readAnswer, readBody } from './schemas.ts'

const OWN = { policy: { scope: 'tickets:read' } } as const
const tags = ['Notifications']

/** What a member should know of; a credential that stands for nobody has none. */
export const notificationListRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/notifications',
      {
        config: OWN,
        schema: {
          tags,
          summary: 'List your notifications',
          querystring: notificationQuery,
          response: { 200: notificationPage },
        },
      },
      (request) => {
        const { limit, cursor, unread } = request.query
        return listNotifications(lodge, actorOf(request), { limit, after: cursor ?? null, unread: unread === 'true' })
      },
    )

    app.put(
      '/v1/notifications/read',
      {
        config: OWN,
        schema: { tags, summary: 'Mark your notifications as read', body: readBody, response: { 200: readAnswer } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { up_to, ticket } = request.body
          return { status: 200, body: await readNotifications(change, { upTo: up_to, ticketId: ticket }) }
        }),
    )
  }
