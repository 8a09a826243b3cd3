import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { BEGINNING, type Position, toCursor } from '../../../core/events/position.ts'
import { type Ask, awaitEvents, type EventReader, endOfLog, readEvents } from '../../../core/events/read.ts'
import { openTail } from '../../../core/events/tail.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { actorOf } from '../../policy.ts'
import { Problem } from '../../problem.ts'
import { liveRoutes } from '../live/routes.ts'
import { openConnections } from './connections.ts'
import { feedPage, feedQuery, streamHeaders, streamPart, streamQuery } from './schemas.ts'
import { sendStream } from './server-sent.ts'
import { streamEvents } from './stream.ts'

/** Few, so that what a slow client of a stream has not taken yet stays small. */
const STREAM_PAGE = 50

export const eventRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    const tail = openTail(lodge)
    const connections = openConnections(lodge)
    app.addHook('preClose', async () => connections.shutdown())
    app.addHook('onClose', () => tail.close())
    await plugin.register(liveRoutes(lodge, tail, connections))

    const start = async (after: Position | 'now' | undefined): Promise<Position> =>
      after === 'now' ? endOfLog(lodge) : (after ?? BEGINNING)
    const reader = (actor: EventReader) => (ask: Ask) => readEvents(lodge, actor, ask)

    app.get(
      '/v1/events',
      {
        config: { policy: { scope: 'events:read' } },
        schema: {
          summary: 'What happened, in order, from a place in the log on',
          tags: ['Events'],
          querystring: feedQuery,
          response: { 200: feedPage },
        },
      },
      async (request, reply) => {
        const actor = actorOf(request)
        const { after, types, limit, wait } = request.query
        const ask: Ask = { after: await start(after), types, limit }
        const read = reader(actor)
        let page = await read(ask)
        if (page.events.length === 0 && wait > 0) {
          const watch = await tail.watch(actor.deskId)
          const open = connections.open(request, actor)
          try {
            const until = AbortSignal.any([open.signal, AbortSignal.timeout(wait * 1000)])
            page = await awaitEvents(read, watch.signal, { ...ask, after: page.position }, until)
            if (open.signal.reason === 'revoked') throw revoked()
            // Else the client keeps the connection, and with it the server that waits for its end.
            if (open.signal.aborted) reply.header('connection', 'close')
          } finally {
            watch.end()
            open.close()
          }
        }
        return { data: page.events, next_cursor: toCursor(page.position) }
      },
    )

    app.get(
      '/v1/events/stream',
      {
        config: { policy: { scope: 'events:read' }, openapi: streamPart },
        schema: {
          summary: 'What happens, as server-sent events',
          tags: ['Events'],
          querystring: streamQuery,
          headers: streamHeaders,
        },
      },
      async (request, reply) => {
        const actor = actorOf(request)
        // A client that comes back says where it was; only one that is new starts at `after`.
        const after = await start(request.headers['last-event-id'] ?? request.query.after)
        const ask: Ask = { after, types: request.query.types, limit: STREAM_PAGE }
        const watch = await tail.watch(actor.deskId)
        const stream = streamEvents(reader(actor), watch, ask, connections.open(request, actor))
        return sendStream(reply, stream)
      },
    )
  }

const revoked = (): Problem => new Problem(401, 'unauthenticated', 'This token is unknown, expired or revoked.')
