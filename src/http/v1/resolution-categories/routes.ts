import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Lodge } from '../../../core/lodge.ts'
import { createResolutionCategory } from '../../../core/resolution-categories/create.ts'
import { deleteResolutionCategory } from '../../../core/resolution-categories/delete.ts'
import { listResolutionCategories } from '../../../core/resolution-categories/list.ts'
import { reorderResolutionCategories } from '../../../core/resolution-categories/reorder.ts'
import type { CategoryNotFound } from '../../../core/resolution-categories/resolution-category.ts'
import { updateResolutionCategory } from '../../../core/resolution-categories/update.ts'
import { getResolution } from '../../../core/tickets/resolution.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import {
  categoryChanges,
  categoryPage,
  listQuery,
  newCategory,
  order,
  resolution,
  resolutionCategory,
} from './schemas.ts'

const READ = { policy: { scope: 'settings:read' } } as const
const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Resolution categories']
const path = '/v1/resolution-categories'

export const resolutionCategoryRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      path,
      {
        config: READ,
        schema: {
          tags,
          summary: 'List resolution categories',
          querystring: listQuery,
          response: { 200: categoryPage },
        },
      },
      (request) => {
        const { limit, cursor } = request.query
        return listResolutionCategories(lodge, actorOf(request), { limit, after: cursor ?? null })
      },
    )

    app.post(
      path,
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Create a resolution category',
          body: newCategory,
          response: { 201: resolutionCategory },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const made = await createResolutionCategory(change, request.body)
          if (!made.ok) throw toProblem(made.error)
          return { status: 201, body: made.value }
        }),
    )

    app.put(
      `${path}/order`,
      {
        config: ADMIN,
        schema: { tags, summary: 'Put the resolution categories in order', body: order, response: { 200: order } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const ordered = await reorderResolutionCategories(change, request.body.ids)
          if (!ordered.ok) throw refused(400, ordered.error.code, 'ids', ordered.error.message)
          return { status: 200, body: { ids: ordered.value } }
        }),
    )

    app.patch(
      `${path}/:id`,
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Rename or colour a resolution category',
          params: oneById,
          body: categoryChanges,
          response: { 200: resolutionCategory },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const changed = await updateResolutionCategory(change, request.params.id, request.body)
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value }
        }),
    )

    app.delete(
      `${path}/:id`,
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Delete a resolution category',
          description: 'Tickets that were resolved so keep it.',
          params: oneById,
          response: { 200: resolutionCategory },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const deleted = await deleteResolutionCategory(change, request.params.id)
          if (!deleted.ok) throw toProblem(deleted.error)
          return { status: 200, body: deleted.value }
        }),
    )

    app.get(
      '/v1/tickets/:idOrNumber/resolution',
      {
        config: { policy: { scope: 'tickets:read' } },
        schema: {
          tags,
          summary: 'Get how a ticket was resolved',
          description: 'Null where nobody said, or it was opened again since. It is set by PATCH on the ticket.',
          params: z.strictObject({ idOrNumber: z.string() }),
          response: { 200: resolution },
        },
      },
      async (request) => {
        const found = await getResolution(lodge, actorOf(request), request.params.idOrNumber)
        if (!found.ok) throw notFound('ticket')
        return { resolution: found.value }
      },
    )
  }

const toProblem = (error: CategoryNotFound | { code: 'name_taken' }): Problem =>
  error.code === 'name_taken'
    ? refused(409, error.code, 'name', 'belongs to another resolution category')
    : notFound('resolution_category')
