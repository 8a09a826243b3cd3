import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { discardDraft, getDraft, saveDraft } from '../../../core/templates/draft.ts'
import { publishDraft } from '../../../core/templates/publish.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { toProblem } from './problems.ts'
import { draft, newDraft, template } from './schemas.ts'

const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Templates']

/** Texts that are worked on beside those that are sent from. */
export const draftRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    const path = '/v1/templates/:id/draft'

    app.get(
      path,
      {
        config: { policy: { scope: 'settings:read' } },
        schema: { tags, summary: 'Get a template’s draft', params: oneById, response: { 200: draft } },
      },
      async (request) => {
        const found = await getDraft(lodge.store.db, actorOf(request), request.params.id)
        if (!found) throw notFound('draft')
        return found
      },
    )

    app.put(
      path,
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Save a template’s draft',
          description: 'Nothing is sent from it until it is published.',
          params: oneById,
          body: newDraft,
          response: { 200: draft },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const saved = await saveDraft(change, request.params.id, request.body)
          if (!saved.ok) throw toProblem(saved.error)
          return { status: 200, body: saved.value }
        }),
    )

    app.delete(
      path,
      {
        config: ADMIN,
        schema: { tags, summary: 'Throw a template’s draft away', params: oneById, response: { 200: draft } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const discarded = await discardDraft(change, request.params.id)
          if (!discarded.ok) throw toProblem(discarded.error)
          return { status: 200, body: discarded.value }
        }),
    )

    app.post(
      '/v1/templates/:id/publish',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Publish a template’s draft',
          description: 'It is what is sent from now on, as the next version; there is no draft then.',
          params: oneById,
          response: { 200: template },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const published = await publishDraft(change, request.params.id)
          if (!published.ok) throw toProblem(published.error)
          return { status: 200, body: published.value }
        }),
    )
  }
