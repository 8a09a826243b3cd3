import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { createView } from '../../../core/views/create.ts'
import { deleteView } from '../../../core/views/delete.ts'
import { findView } from '../../../core/views/find.ts'
import { listViews } from '../../../core/views/list.ts'
import { updateView } from '../../../core/views/update.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { toProblem } from './problems.ts'
import { listQuery, newView, view, viewChanges, viewPage } from './schemas.ts'

const READ = { policy: { scope: 'tickets:read' } } as const
const WRITE = { policy: { scope: 'tickets:write' } } as const
const tags = ['Views']

export const viewRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/views',
      {
        config: READ,
        schema: {
          tags,
          summary: 'List views',
          description: 'Those that are shared, and one’s own.',
          querystring: listQuery,
          response: { 200: viewPage },
        },
      },
      (request) =>
        listViews(lodge, actorOf(request), { limit: request.query.limit, after: request.query.cursor ?? null }),
    )

    app.post(
      '/v1/views',
      { config: WRITE, schema: { tags, summary: 'Save a view', body: newView, response: { 201: view } } },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const made = await createView(change, request.body)
          if (!made.ok) throw toProblem(made.error)
          return { status: 201, body: made.value }
        }),
    )

    app.get(
      '/v1/views/:id',
      { config: READ, schema: { tags, summary: 'Get a view', params: oneById, response: { 200: view } } },
      async (request) => {
        const found = await findView(lodge.store.db, actorOf(request), request.params.id)
        if (!found) throw notFound('view')
        return found
      },
    )

    app.patch(
      '/v1/views/:id',
      {
        config: WRITE,
        schema: { tags, summary: 'Change a view', params: oneById, body: viewChanges, response: { 200: view } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const changed = await updateView(change, request.params.id, request.body)
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value }
        }),
    )

    app.delete(
      '/v1/views/:id',
      { config: WRITE, schema: { tags, summary: 'Delete a view', params: oneById, response: { 200: view } } },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const deleted = await deleteView(change, request.params.id)
          if (!deleted.ok) throw toProblem(deleted.error)
          return { status: 200, body: deleted.value }
        }),
    )
  }
