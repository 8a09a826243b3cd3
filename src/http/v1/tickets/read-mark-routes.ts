import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { allows } from '../../../core/credentials/scopes.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { getReadMark, markTicket } from '../../../core/read-marks/read-mark.ts'
import { once } from '../../once.ts'
import { actorOf, insufficientScope } from '../../policy.ts'
import { notFound } from '../../problem.ts'

const params = z.object({ idOrNumber: z.string() })
const body = z.strictObject({ read: z.boolean() })
const mark = z.strictObject({
  unread: z.boolean().describe('Whether anybody wrote since.'),
  read_at: z.string().nullable(),
})
const tags = ['tickets']

/** What a member has read: their own mark, else everybody's. */
export const readMarkRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/tickets/:idOrNumber/read-mark',
      {
        config: { policy: { scope: 'tickets:read' } },
        schema: { tags, summary: 'Whether a ticket is unread', params, response: { 200: mark } },
      },
      async (request) => {
        const found = await getReadMark(lodge, actorOf(request), request.params.idOrNumber)
        if (!found.ok) throw notFound('ticket')
        return found.value
      },
    )

    app.put(
      '/v1/tickets/:idOrNumber/read-mark',
      {
        config: { policy: { scope: 'tickets:read' } },
        schema: {
          tags,
          summary: 'Mark a ticket as read, or unread',
          description:
            'For the member whose credential it is. For everybody, where it is nobody’s: that takes `tickets:write`.',
          params,
          body,
          response: { 200: mark },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          if (change.actor.memberId === null && !allows(change.actor.scopes, 'tickets:write')) {
            throw insufficientScope('tickets:write', 'To mark it for everybody takes the scope tickets:write.')
          }
          const marked = await markTicket(change, request.params.idOrNumber, request.body.read)
          if (!marked.ok) throw notFound('ticket')
          return { status: 200, body: marked.value }
        }),
    )
  }
