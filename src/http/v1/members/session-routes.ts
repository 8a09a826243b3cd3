import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { endMemberSessions, listMemberSessions } from '../../../core/sessions/of-member.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, Problem } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { ownSessions, revoked } from '../session/schemas.ts'

const config = { policy: { scope: 'admin' } } as const
const tags = ['Members']

/** Where a member is signed in. `forget` drops what is remembered of them. */
export const memberSessionRoutes =
  (lodge: Lodge, forget: (memberId: string) => void): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/members/:id/sessions',
      {
        config,
        schema: { tags, summary: 'List where a member is signed in', params: oneById, response: { 200: ownSessions } },
      },
      async (request) => {
        const found = await listMemberSessions(lodge, actorOf(request), request.params.id)
        if (!found.ok) throw notFound('member')
        return { data: found.value }
      },
    )

    app.delete(
      '/v1/members/:id/sessions',
      {
        config,
        schema: {
          tags,
          summary: 'Sign a member out everywhere',
          description: 'At once; on other desks that they are a member of, too. They may sign in again.',
          params: oneById,
          response: { 200: revoked },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const ended = await endMemberSessions(change, request.params.id)
          if (ended.ok) return { status: 200, body: ended.value, after: () => forget(request.params.id) }
          if (ended.error.code === 'member_not_found') throw notFound('member')
          throw new Problem(403, ended.error.code, 'Only an owner signs owners out.')
        }),
    )
  }
