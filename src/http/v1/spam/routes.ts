import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Lodge } from '../../../core/lodge.ts'
import { markAsSpam } from '../../../core/tickets/mark-as-spam.ts'
import { once } from '../../once.ts'
import { Problem } from '../../problem.ts'
import { entry } from '../blocklist/schemas.ts'
import { toProblem } from '../tickets/problems.ts'
import { ticketSnapshotSchema } from '../tickets/ticket-schema.ts'

/** Away with it, and with whoever sent it. */
export const spamRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    plugin.withTypeProvider<ZodTypeProvider>().post(
      '/v1/tickets/:idOrNumber/spam',
      {
        config: { policy: { scope: 'tickets:write' } },
        schema: {
          tags: ['tickets'],
          summary: 'Mark a ticket as spam',
          description: 'Taken back by PATCH with another status, and DELETE /v1/blocklist/{value}.',
          params: z.object({ idOrNumber: z.string() }),
          body: z.strictObject({ block: z.boolean().meta({ description: 'Its requester’s address is blocked too.' }) }),
          response: { 200: z.strictObject({ ticket: ticketSnapshotSchema, blocked: entry.nullable() }) },
        },
      },
      async (request, reply) => {
        await once(lodge, request, reply, async (change) => {
          const marked = await markAsSpam(change, request.params.idOrNumber, request.body)
          if (marked.ok) return { status: 200, body: marked.value }
          if (marked.error.code !== 'requester_without_address') throw toProblem(marked.error)
          throw new Problem(409, marked.error.code, 'Its requester has no address that could be blocked.')
        })
        return reply
      },
    )
  }
