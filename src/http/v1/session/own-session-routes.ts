import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { listOwnSessions } from '../../../core/sessions/list.ts'
import { revokeOtherSessions, revokeSession } from '../../../core/sessions/revoke.ts'
import type { Sessions } from '../../../core/sessions/sessions.ts'
import { once } from '../../once.ts'
import { sessionOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { ownSessions, revoked } from './schemas.ts'

const config = { policy: { scope: 'settings:read', by: 'member' } } as const
const tags = ['Signing in']

/** Where one is signed in, and how to end that. */
export const ownSessionRoutes =
  (lodge: Lodge, sessions: Sessions): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/sessions',
      { config, schema: { tags, summary: 'List one’s sessions', response: { 200: ownSessions } } },
      async (request) => ({ data: await listOwnSessions(lodge, sessionOf(request)) }),
    )

    app.delete(
      '/v1/sessions/:id',
      { config, schema: { tags, summary: 'End a session', params: oneById, response: { 200: revoked } } },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const ended = await revokeSession(change, sessionOf(request), request.params.id)
          if (!ended.ok) throw notFound('session')
          return { status: 200, body: ended.value, after: sessions.forget }
        }),
    )

    app.delete(
      '/v1/sessions',
      { config, schema: { tags, summary: 'End all other sessions', response: { 200: revoked } } },
      (request, reply) =>
        once(lodge, request, reply, async (change) => ({
          status: 200,
          body: await revokeOtherSessions(change, sessionOf(request)),
          after: sessions.forget,
        })),
    )
  }
