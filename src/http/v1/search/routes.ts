import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { search } from '../../../core/search/search.ts'
import { actorOf } from '../../policy.ts'
import { Problem } from '../../problem.ts'
import { searchPage, searchQuery, toCursor } from './schemas.ts'

export const searchRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    app.get(
      '/v1/search',
      {
        config: { policy: { scope: 'tickets:read' } },
        schema: {
          summary: 'Find tickets by what was written, who wrote, or number',
          description:
            'Operators narrow it: `status:open priority:high assignee:me department:"Customer Care" tag:vip from:ann@example.com has:attachment before:2026-01-31 after:2026-01-01 is:unread`; a minus before a word, a phrase or an operator means its contrary.',
          tags: ['Search'],
          querystring: searchQuery,
          response: { 200: searchPage },
        },
      },
      async (request) => {
        const { q, limit, cursor } = request.query
        const found = await search(lodge, actorOf(request), { text: q, limit, place: cursor })
        if (!found.ok) {
          const { operator, value, allowed } = found.error
          const message = `has ${operator}:${value}, which must be ${allowed}`
          throw new Problem(400, 'invalid_query', `q ${message}.`, {
            errors: [{ path: 'q', code: 'invalid_operator_value', message }],
          })
        }
        const { data, next, corrected } = found.value
        return {
          data,
          next_cursor: next ? toCursor(next) : null,
          ...(corrected === undefined ? {} : { corrected }),
        }
      },
    )
  }
