import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { search } from '../../../core/search/search.ts'
import { actorOf } from '../../policy.ts'
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
          tags: ['Search'],
          querystring: searchQuery,
          response: { 200: searchPage },
        },
      },
      async (request) => {
        const { q, limit, cursor } = request.query
        const found = await search(lodge, actorOf(request), { text: q, limit, place: cursor })
        return {
          data: found.data,
          next_cursor: found.next ? toCursor(found.next) : null,
          ...(found.corrected === undefined ? {} : { corrected: found.corrected }),
        }
      },
    )
  }
