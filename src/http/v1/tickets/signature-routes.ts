import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Lodge } from '../../../core/lodge.ts'
import { previewSignature } from '../../../core/signatures/preview.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'

const params = z.object({ idOrNumber: z.string() })
const answer = z.strictObject({
  signature: z
    .strictObject({ text: z.string(), html: z.string() })
    .nullable()
    .describe('Sanitised; null where neither you nor the department nor the desk has one.'),
})

export const signatureRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    plugin.withTypeProvider<ZodTypeProvider>().get(
      '/v1/tickets/:idOrNumber/signature',
      {
        config: { policy: { scope: 'tickets:write' } },
        schema: {
          tags: ['tickets'],
          summary: 'See what would stand below your answer to a ticket',
          params,
          response: { 200: answer },
        },
      },
      async (request) => {
        const found = await previewSignature(lodge, actorOf(request), request.params.idOrNumber)
        if (!found.ok) throw notFound('ticket')
        return { signature: found.value }
      },
    )
  }
