import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { archiveTemplate } from '../../../core/templates/archive.ts'
import { createTemplate } from '../../../core/templates/create.ts'
import { getTemplate } from '../../../core/templates/get.ts'
import { listTemplates } from '../../../core/templates/list.ts'
import { updateTemplate } from '../../../core/templates/update.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { oneById } from '../../schema/params.ts'
import { draftRoutes } from './draft-routes.ts'
import { previewRoutes } from './preview-routes.ts'
import { toProblem } from './problems.ts'
import { listQuery, newTemplate, template, templateChanges, templatePage } from './schemas.ts'
import { versionRoutes } from './version-routes.ts'

const READ = { policy: { scope: 'settings:read' } } as const
const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Templates']

export const templateRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    await plugin.register(previewRoutes(lodge))
    await plugin.register(draftRoutes(lodge))
    await plugin.register(versionRoutes(lodge))

    app.get(
      '/v1/templates',
      {
        config: READ,
        schema: { tags, summary: 'List templates', querystring: listQuery, response: { 200: templatePage } },
      },
      (request) => {
        const { limit, cursor, type, category, department } = request.query
        const wanted = { type: type ?? null, category: category ?? null, department: department ?? null }
        return listTemplates(lodge, actorOf(request), { limit, after: cursor ?? null, ...wanted })
      },
    )

    app.get(
      '/v1/templates/:id',
      { config: READ, schema: { tags, summary: 'Get a template', params: oneById, response: { 200: template } } },
      async (request) => {
        const found = await getTemplate(lodge, actorOf(request), request.params.id)
        if (!found.ok) throw toProblem(found.error)
        return found.value
      },
    )

    app.post(
      '/v1/templates',
      {
        config: ADMIN,
        schema: { tags, summary: 'Create a template', body: newTemplate, response: { 201: template } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { suppress_notification, ...rest } = request.body
          const made = await createTemplate(change, { ...rest, suppressNotification: suppress_notification })
          if (!made.ok) throw toProblem(made.error)
          return { status: 201, body: made.value }
        }),
    )

    app.patch(
      '/v1/templates/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Change a template',
          params: oneById,
          body: templateChanges,
          response: { 200: template },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { suppress_notification, ...rest } = request.body
          const given = { ...rest, suppressNotification: suppress_notification }
          const changed = await updateTemplate(change, request.params.id, given)
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value }
        }),
    )

    app.delete(
      '/v1/templates/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Archive a template',
          description: 'It can no longer be used, and its identifier is free. Not while an intervention names it.',
          params: oneById,
          response: { 200: template },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const archived = await archiveTemplate(change, request.params.id)
          if (!archived.ok) throw toProblem(archived.error)
          return { status: 200, body: archived.value }
        }),
    )
  }
