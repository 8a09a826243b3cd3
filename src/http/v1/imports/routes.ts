import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { endImport } from '../../../core/imports/end.ts'
import { getImport, listImports } from '../../../core/imports/list.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, Problem } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { importAnswer, importPage, importsQuery } from './schemas.ts'
import { importUploadRoutes } from './upload-routes.ts'

const config = { policy: { scope: 'admin' } } as const
const tags = ['Imports']

/** Files of what another system knew. */
export const importRoutes =
  (lodge: Lodge, options: { mailMaxBytes: number }): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    await plugin.register(importUploadRoutes(lodge, options))

    app.get(
      '/v1/imports',
      { config, schema: { tags, summary: 'List imports', querystring: importsQuery, response: { 200: importPage } } },
      (request) => {
        const { limit, cursor } = request.query
        return listImports(lodge, actorOf(request), { limit, after: cursor ?? null })
      },
    )

    app.get(
      '/v1/imports/:id',
      {
        config,
        schema: { tags, summary: 'Get how far an import is', params: oneById, response: { 200: importAnswer } },
      },
      async (request) => {
        const found = await getImport(lodge, actorOf(request), request.params.id)
        if (!found) throw notFound('import')
        return found
      },
    )

    app.post(
      '/v1/imports/:id/cancel',
      {
        config,
        schema: {
          tags,
          summary: 'Cancel an import',
          description: 'What was taken in stays.',
          params: oneById,
          response: { 200: importAnswer },
        },
      },
      async (request, reply) => {
        let key: string | null = null
        await once(lodge, request, reply, async (change) => {
          const ended = await endImport(change, request.params.id, { state: 'cancelled' })
          if (!ended.ok && ended.error.code === 'import_not_found') throw notFound('import')
          if (!ended.ok) throw new Problem(409, ended.error.code, 'This import has ended already.')
          key = ended.value.storageKey
          return { status: 200, body: ended.value.import }
        })
        if (key !== null) await lodge.blobs.remove(key)
        return reply
      },
    )
  }
