import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { createWatchlist } from '../../../core/watchlists/create.ts'
import { deleteWatchlist } from '../../../core/watchlists/delete.ts'
import { findWatchlist } from '../../../core/watchlists/find.ts'
import { listWatchlists } from '../../../core/watchlists/list.ts'
import { updateWatchlist } from '../../../core/watchlists/update.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { listQuery, newWatchlist, watchlist, watchlistChanges, watchlistPage } from './schemas.ts'

const READ = { policy: { scope: 'tickets:read' } } as const
const WRITE = { policy: { scope: 'tickets:write' } } as const
const tags = ['Watchlists']

export const watchlistRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/watchlists',
      {
        config: READ,
        schema: {
          tags,
          summary: 'List watchlists',
          description: 'Those that are shared, and one’s own.',
          querystring: listQuery,
          response: { 200: watchlistPage },
        },
      },
      (request) =>
        listWatchlists(lodge, actorOf(request), { limit: request.query.limit, after: request.query.cursor ?? null }),
    )

    app.post(
      '/v1/watchlists',
      {
        config: WRITE,
        schema: { tags, summary: 'Create a watchlist', body: newWatchlist, response: { 201: watchlist } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => ({
          status: 201,
          body: await createWatchlist(change, request.body),
        })),
    )

    app.get(
      '/v1/watchlists/:id',
      { config: READ, schema: { tags, summary: 'Get a watchlist', params: oneById, response: { 200: watchlist } } },
      async (request) => {
        const found = await findWatchlist(lodge.store.db, actorOf(request), request.params.id)
        if (!found) throw notFound('watchlist')
        return found
      },
    )

    app.patch(
      '/v1/watchlists/:id',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Rename or share a watchlist',
          params: oneById,
          body: watchlistChanges,
          response: { 200: watchlist },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const changed = await updateWatchlist(change, request.params.id, request.body)
          if (!changed.ok) throw notFound('watchlist')
          return { status: 200, body: changed.value }
        }),
    )

    app.delete(
      '/v1/watchlists/:id',
      {
        config: WRITE,
        schema: { tags, summary: 'Delete a watchlist', params: oneById, response: { 200: watchlist } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const deleted = await deleteWatchlist(change, request.params.id)
          if (!deleted.ok) throw notFound('watchlist')
          return { status: 200, body: deleted.value }
        }),
    )
  }
