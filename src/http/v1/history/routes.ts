import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { CAUSES } from '../../../core/history/cause.ts'
import { listHistory } from '../../../core/history/list.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { byId, pageOf, paging } from '../../schema/page.ts'

const entry = z.strictObject({
  id: z.string().meta({ description: 'As in GET /v1/events.' }),
  type: z.string(),
  actor: z.strictObject({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
  cause: z
    .strictObject({ kind: z.enum(CAUSES), id: z.string().nullable(), name: z.string().nullable() })
    .nullable()
    .meta({
      description: 'The rule, the change of many, the other ticket, the contract; null where somebody just did it.',
    }),
  changes: z
    .record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }))
    .meta({ description: 'What is another since, by field.' }),
  message_id: z.string().nullable(),
  created_at: z.string(),
})

/** What happened to a ticket, by whom and why. */
export const historyRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    plugin.withTypeProvider<ZodTypeProvider>().get(
      '/v1/tickets/:idOrNumber/history',
      {
        config: { policy: { scope: 'tickets:read' } },
        schema: {
          tags: ['tickets'],
          summary: 'List what happened to a ticket',
          description: 'Its events, the newest first. They are there a moment after they happened.',
          params: z.object({ idOrNumber: z.string() }),
          querystring: z.strictObject(paging(byId)),
          response: { 200: pageOf(entry) },
        },
      },
      async (request) => {
        const { limit, cursor } = request.query
        const page = await listHistory(lodge, actorOf(request), request.params.idOrNumber, {
          limit,
          after: cursor ?? null,
        })
        if (!page.ok) throw notFound('ticket')
        return page.value
      },
    )
  }
