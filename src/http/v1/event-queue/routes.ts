import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { deleteEvents } from '../../../core/event-queue/delete.ts'
import { takeEvents } from '../../../core/event-queue/take.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { Problem } from '../../problem.ts'
import { deletion, queuedEvents, receipts, takeBody } from './schemas.ts'

const READ = { policy: { scope: 'events:read' } } as const
const tags = ['Events']

/** The queue of a credential's own, for those who poll and keep no cursor. */
export const eventQueueRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.post(
      '/v1/event-queue/take',
      {
        config: READ,
        schema: {
          tags,
          summary: 'Take events from your queue',
          description:
            'Each credential has a queue of its own. What is taken comes again until its receipt is deleted: at least once each.',
          body: takeBody,
          response: { 200: queuedEvents },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { types, limit, remove, visibility_seconds } = request.body
          const data = await takeEvents(change, credentialOf(actorOf(request)), {
            types,
            departmentId: null,
            limit,
            remove,
            visibilitySeconds: visibility_seconds,
          })
          return { status: 200, body: { data } }
        }),
    )

    app.post(
      '/v1/event-queue/delete',
      {
        config: READ,
        schema: { tags, summary: 'Delete events you have taken', body: receipts, response: { 200: deletion } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const deleted = await deleteEvents(change, credentialOf(actorOf(request)), request.body.receipts)
          return { status: 200, body: { deleted } }
        }),
    )
  }

const credentialOf = ({ credentialId }: { credentialId: string | null }): string => {
  if (credentialId !== null) return credentialId
  throw new Problem(403, 'credential_required', 'A queue belongs to a credential: use a token.')
}
