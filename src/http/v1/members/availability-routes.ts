import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { type SetAvailabilityError, setAvailability } from '../../../core/members/availability.ts'
import { listAvailability } from '../../../core/members/list-availability.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { availabilityBody, availabilityPage, availabilityQuery, member } from './schemas.ts'

const tags = ['Members']

/** Who is there, and who was when. */
export const availabilityRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.put(
      '/v1/members/:id/availability',
      {
        config: { policy: { scope: 'tickets:write' } },
        schema: {
          tags,
          summary: 'Say whether a member is there',
          description:
            'Members say so of themselves, by a credential that stands for them; `admin` says so of everybody.',
          params: oneById,
          body: availabilityBody,
          response: { 200: member },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { availability, away_reason } = request.body
          const set = await setAvailability(change, request.params.id, { availability, awayReason: away_reason })
          if (!set.ok) throw toProblem(set.error)
          return { status: 200, body: set.value }
        }),
    )

    app.get(
      '/v1/members/:id/availability',
      {
        config: { policy: { scope: 'settings:read' } },
        schema: {
          tags,
          summary: 'List when a member was there',
          params: oneById,
          querystring: availabilityQuery,
          response: { 200: availabilityPage },
        },
      },
      async (request) => {
        const { limit, cursor, since, until } = request.query
        const page = await listAvailability(lodge, actorOf(request), request.params.id, {
          limit,
          after: cursor ?? null,
          since: since === undefined ? null : new Date(since),
          until: until === undefined ? null : new Date(until),
        })
        if (!page.ok) throw notFound('member')
        return page.value
      },
    )
  }

const toProblem = (error: SetAvailabilityError): Problem => {
  switch (error.code) {
    case 'member_not_found':
      return notFound('member')
    case 'not_yours':
      return refused(403, error.code, 'id', 'is another member: only an admin says whether they are there')
    case 'away_reason_not_allowed':
      return refused(400, error.code, 'away_reason', 'may be given only with away')
  }
}
