import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { getTemplate } from '../../../core/templates/get.ts'
import { placeholdersOf } from '../../../core/templates/placeholders.ts'
import { restoreVersion } from '../../../core/templates/publish.ts'
import { getVersion, listVersions } from '../../../core/templates/versions.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { oneById } from '../../schema/params.ts'
import { toProblem } from './problems.ts'
import { oneVersion, placeholders, template, version, versionPage, versionsQuery } from './schemas.ts'

const READ = { policy: { scope: 'settings:read' } } as const
const tags = ['Templates']

/** What a template said, and what it reads. */
export const versionRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/templates/:id/placeholders',
      {
        config: READ,
        schema: { tags, summary: 'List a template’s placeholders', params: oneById, response: { 200: placeholders } },
      },
      async (request) => {
        const found = await getTemplate(lodge, actorOf(request), request.params.id)
        if (!found.ok) throw toProblem(found.error)
        return { data: placeholdersOf(found.value) }
      },
    )

    app.get(
      '/v1/templates/:id/versions',
      {
        config: READ,
        schema: {
          tags,
          summary: 'List a template’s versions',
          description: 'The latest first. Each change of its texts is one.',
          params: oneById,
          querystring: versionsQuery,
          response: { 200: versionPage },
        },
      },
      async (request) => {
        const actor = actorOf(request)
        const found = await getTemplate(lodge, actor, request.params.id)
        if (!found.ok) throw toProblem(found.error)
        const { limit, cursor } = request.query
        return listVersions(lodge, actor, found.value.id, { limit, after: cursor ?? null })
      },
    )

    app.get(
      '/v1/templates/:id/versions/:version',
      {
        config: READ,
        schema: { tags, summary: 'Get a version of a template', params: oneVersion, response: { 200: version } },
      },
      async (request) => {
        const { id, version } = request.params
        const found = await getVersion(lodge.store.db, actorOf(request), id, numberOf(version))
        if (!found.ok) throw toProblem(found.error)
        return found.value
      },
    )

    app.post(
      '/v1/templates/:id/versions/:version/restore',
      {
        config: { policy: { scope: 'admin' } },
        schema: {
          tags,
          summary: 'Restore a version of a template',
          description: 'Its texts are what is sent from now on, as the next version.',
          params: oneVersion,
          response: { 200: template },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { id, version } = request.params
          const restored = await restoreVersion(change, id, numberOf(version))
          if (!restored.ok) throw toProblem(restored.error)
          return { status: 200, body: restored.value }
        }),
    )
  }

/** Zero, which no version has, for what is no number: not found, like one that is not there. */
const numberOf = (version: string): number => (/^\d{1,9}$/.test(version) ? Number(version) : 0)
