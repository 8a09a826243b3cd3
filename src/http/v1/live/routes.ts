import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { endOfLog, readEvents } from '../../../core/events/read.ts'
import { shareReads } from '../../../core/events/share.ts'
import type { Tail } from '../../../core/events/tail.ts'
import { openAppear } from '../../../core/live/appear.ts'
import { openAudience } from '../../../core/live/audience.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { actorOf } from '../../policy.ts'
import { notFound, Problem } from '../../problem.ts'
import type { Connections } from '../events/connections.ts'
import { streamHeaders } from '../events/schemas.ts'
import { sendStream, toStream } from '../events/server-sent.ts'
import { livePart, liveQuery, presenceBody } from './schemas.ts'
import { live } from './stream.ts'

const tags = ['Live']

/** What an inbox lives on: one stream of what happens, and who else is there. */
export const liveRoutes =
  (lodge: Lodge, tail: Tail, connections: Connections): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    const audience = openAudience(lodge)
    const appear = openAppear(lodge)
    const share = shareReads()
    app.addHook('onClose', () => audience.close())

    app.get(
      '/v1/live',
      {
        config: { policy: { scope: 'tickets:read' }, openapi: livePart, isBackground: true },
        schema: {
          tags,
          summary: 'What happens on the desk, as server-sent events for an inbox',
          description:
            'Only what you could read otherwise. Starts now, or behind a cursor; after `resync`, read anew what you show.',
          querystring: liveQuery,
          headers: streamHeaders,
        },
      },
      async (request, reply) => {
        const actor = actorOf(request)
        const asked = request.headers['last-event-id'] ?? request.query.after ?? 'now'
        const after = asked === 'now' ? await endOfLog(lodge) : asked
        const joined = await audience.join(actor)
        if (!joined.ok) throw new Problem(429, joined.error.code, 'Too many streams are open: close one first.')
        const viewer = joined.value
        try {
          const watch = await tail.watch(actor.deskId)
          const open = connections.open(request, actor)
          const read = share(actor.deskId, watch.signal, (ask) =>
            // Of the whole desk, so that all who look on share a read; each is told what they may see.
            readEvents(lodge, { deskId: actor.deskId, departments: null }, ask),
          )
          const parts = live({ lodge, audience, viewer, read, watch, after, ended: open.signal })
          const stream = toStream(parts, open, () => {
            watch.end()
            audience.leave(viewer)
          })
          return sendStream(reply, stream)
        } catch (error) {
          audience.leave(viewer)
          throw error
        }
      },
    )

    app.put(
      '/v1/tickets/:idOrNumber/presence',
      {
        config: { policy: { scope: 'tickets:read' }, isIdempotent: true },
        schema: {
          tags,
          summary: 'Say that you look at a ticket, write on it, or have left',
          description: 'Shown to all who are live. Gone with your last stream, too.',
          params: z.object({ idOrNumber: z.string() }),
          body: presenceBody,
          response: { 204: z.undefined() },
        },
      },
      async (request, reply) => {
        const said = await appear(actorOf(request), request.params.idOrNumber, request.body.state)
        if (said.ok) return reply.code(204).send()
        if (said.error.code === 'ticket_not_found') throw notFound('ticket')
        throw new Problem(409, said.error.code, 'Only members are seen: this credential stands for none.')
      },
    )
  }
