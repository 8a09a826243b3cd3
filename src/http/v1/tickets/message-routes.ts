import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Lodge } from '../../../core/lodge.ts'
import { withAskedImages, withImages } from '../../../core/mail/show-images.ts'
import { foldedOf } from '../../../core/messages/folded.ts'
import { getTicket } from '../../../core/tickets/get.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { scheduledAnswer } from '../scheduled-messages/schemas.ts'
import { addOrSchedule, checkNoteOnly } from './add-message.ts'
import { toProblem } from './problems.ts'
import { newMessageBody } from './schemas.ts'
import { messageSchema, wholeMessageSchema } from './ticket-schema.ts'

const tags = ['tickets']
const params = z.object({ idOrNumber: z.string().meta({ description: 'Its number, or its id.' }) })
const messageQuery = z.strictObject({
  images: z
    .literal('fetch')
    .optional()
    .meta({ description: 'Images elsewhere are fetched by Lodge for a day, also where the desk blocks them.' }),
})
const messageParams = params.extend({ messageId: z.string() })

/** What is said on a ticket. */
export const messageRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.post(
      '/v1/tickets/:idOrNumber/messages',
      {
        config: { policy: { scope: 'notes:write' } },
        schema: {
          summary: 'Add a message to a ticket',
          description: 'An internal note, `public: false`, needs `notes:write`; all else of it `tickets:write`.',
          tags,
          params,
          body: newMessageBody,
          response: { 201: messageSchema, 202: scheduledAnswer },
        },
      },
      async (request, reply) => {
        checkNoteOnly(actorOf(request), request.body)
        await once(lodge, request, reply, (change) => addOrSchedule(change, request.params.idOrNumber, request.body))
        return reply
      },
    )

    app.get(
      '/v1/tickets/:idOrNumber/messages/:messageId',
      {
        config: { policy: { scope: 'tickets:read' } },
        schema: {
          summary: 'Get one message of a ticket',
          tags,
          params: messageParams,
          querystring: messageQuery,
          response: { 200: wholeMessageSchema },
        },
      },
      async (request) => {
        const found = await getTicket(lodge, actorOf(request), request.params.idOrNumber)
        if (!found.ok) throw toProblem(found.error)
        const message = found.value.messages.find(({ id }) => id === request.params.messageId)
        if (!message) throw notFound('message')
        const ticketId = message.merged_from?.id ?? found.value.id
        const actor = actorOf(request)
        const [shown = message] = request.query.images
          ? [withAskedImages(lodge, actor, message)]
          : await withImages(lodge, actor, [message])
        return { ...shown, ...(await foldedOf(lodge, actor, ticketId, message)) }
      },
    )
  }
