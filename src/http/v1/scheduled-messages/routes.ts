import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Lodge } from '../../../core/lodge.ts'
import { cancelScheduledMessage } from '../../../core/scheduled-messages/cancel.ts'
import { listScheduledMessages } from '../../../core/scheduled-messages/list.ts'
import type { TooLate } from '../../../core/scheduled-messages/lock.ts'
import { rescheduleMessage } from '../../../core/scheduled-messages/reschedule.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, Problem } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { scheduledChange, scheduledMessage, scheduledPage, scheduledQuery } from './schemas.ts'

const WRITE = { policy: { scope: 'tickets:write' } } as const
const tags = ['Scheduled messages']

/** Messages that wait for their time: POST /v1/tickets/{ticket}/messages with `send_at` makes them. */
export const scheduledMessageRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/tickets/:idOrNumber/scheduled-messages',
      {
        config: { policy: { scope: 'tickets:read' } },
        schema: {
          tags,
          summary: 'List what waits to be sent on a ticket',
          description: 'What could not be sent too, with its reason, until it is cancelled or given another time.',
          params: z.object({ idOrNumber: z.string() }),
          querystring: scheduledQuery,
          response: { 200: scheduledPage },
        },
      },
      async (request) => {
        const { limit, cursor } = request.query
        const found = await listScheduledMessages(lodge, actorOf(request), request.params.idOrNumber, {
          limit,
          after: cursor ?? null,
        })
        if (!found.ok) throw notFound('ticket')
        return found.value
      },
    )

    app.patch(
      '/v1/scheduled-messages/:id',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Give a message another time',
          params: oneById,
          body: scheduledChange,
          response: { 200: scheduledMessage },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const changed = await rescheduleMessage(change, request.params.id, new Date(request.body.send_at))
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value }
        }),
    )

    app.delete(
      '/v1/scheduled-messages/:id',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Cancel a message before its time',
          description: 'It is its writer’s draft again, unless they have another one on that ticket by now.',
          params: oneById,
          response: { 200: scheduledMessage },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const cancelled = await cancelScheduledMessage(change, request.params.id)
          if (!cancelled.ok) throw toProblem(cancelled.error)
          return { status: 200, body: cancelled.value }
        }),
    )
  }

const toProblem = (error: TooLate): Problem => {
  if (error.code === 'scheduled_message_not_found') return notFound('scheduled_message')
  const extensions = { message_id: error.messageId }
  return new Problem(409, error.code, 'This message was sent already.', { extensions })
}
