import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { lockIntake } from '../../../core/desks/lock.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { removeErasedFiles } from '../../../core/tickets/erase/files.ts'
import { getErasure } from '../../../core/tickets/erase/get.ts'
import { eraseWithMerged, readLogs } from '../../../core/tickets/erase/with-merged.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'

const params = z.object({ idOrNumber: z.string() })
const erasure = z.strictObject({
  id: z.string(),
  number: z.int(),
  erased_at: z.string().nullable().describe('Null where nothing was erased.'),
})
const tags = ['tickets']

/** What a ticket says of people, taken away for good. */
export const eraseRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/tickets/:idOrNumber/personal-data',
      {
        config: { policy: { scope: 'tickets:read' } },
        schema: { tags, summary: 'Whether a ticket’s personal data was erased', params, response: { 200: erasure } },
      },
      async (request) => {
        const found = await getErasure(lodge, actorOf(request), request.params.idOrNumber)
        if (!found.ok) throw notFound('ticket')
        return found.value
      },
    )

    app.delete(
      '/v1/tickets/:idOrNumber/personal-data',
      {
        config: { policy: { scope: 'admin' } },
        schema: {
          tags,
          summary: 'Erase a ticket’s personal data',
          description:
            'For good: its words, files and people, and all that was made of them, with those of the tickets merged into it. It keeps its number, times and states.',
          params,
          response: { 200: erasure },
        },
      },
      async (request, reply) => {
        const logs = await readLogs(lodge, actorOf(request), request.params.idOrNumber)
        let files: string[] = []
        await once(
          lodge,
          request,
          reply,
          async (change) => {
            const erased = await eraseWithMerged(change, request.params.idOrNumber, logs)
            if (!erased.ok) throw notFound('ticket')
            files = erased.value.files
            const { ticket, erasedAt } = erased.value
            return { status: 200, body: { id: ticket.id, number: ticket.number, erased_at: erasedAt } }
          },
          { first: lockIntake },
        )
        await removeErasedFiles(lodge, files)
        return reply
      },
    )
  }
