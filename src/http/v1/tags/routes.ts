import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { createTag } from '../../../core/tags/create.ts'
import { deleteTag } from '../../../core/tags/delete.ts'
import { listTags } from '../../../core/tags/list.ts'
import { updateTag } from '../../../core/tags/update.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { listQuery, newTag, tag, tagChanges, tagPage } from './schemas.ts'

const READ = { policy: { scope: 'settings:read' } } as const
const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Tags']

export const tagRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/tags',
      { config: READ, schema: { tags, summary: 'List tags', querystring: listQuery, response: { 200: tagPage } } },
      (request) =>
        listTags(lodge, actorOf(request), { limit: request.query.limit, after: request.query.cursor ?? null }),
    )

    app.post(
      '/v1/tags',
      { config: ADMIN, schema: { tags, summary: 'Create a tag', body: newTag, response: { 201: tag } } },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { name, color } = request.body
          const made = await createTag(change, { name, color: color ?? null })
          if (!made.ok) throw toProblem(made.error)
          return { status: 201, body: made.value }
        }),
    )

    app.patch(
      '/v1/tags/:id',
      {
        config: ADMIN,
        schema: { tags, summary: 'Rename or colour a tag', params: oneById, body: tagChanges, response: { 200: tag } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const changed = await updateTag(change, request.params.id, request.body)
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value }
        }),
    )

    app.delete(
      '/v1/tags/:id',
      {
        config: ADMIN,
        schema: { tags, summary: 'Delete a tag, from all tickets too', params: oneById, response: { 200: tag } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const deleted = await deleteTag(change, request.params.id)
          if (!deleted.ok) throw toProblem(deleted.error)
          return { status: 200, body: deleted.value }
        }),
    )
  }

const toProblem = (error: { code: 'tag_not_found' } | { code: 'name_taken' }): Problem =>
  error.code === 'tag_not_found' ? notFound('tag') : refused(409, error.code, 'name', 'belongs to another tag')
