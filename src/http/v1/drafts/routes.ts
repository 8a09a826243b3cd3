import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { deleteDraft } from '../../../core/drafts/delete.ts'
import { getDraft } from '../../../core/drafts/get.ts'
import { listDrafts } from '../../../core/drafts/list.ts'
import { type SaveDraftError, saveDraft } from '../../../core/drafts/save.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { toProblem } from '../tickets/problems.ts'
import { draft, draftPage, draftQuery, newDraft } from './schemas.ts'

/** Whoever may read a ticket may write down what they think of answering: nobody else sees it. */
const OWN = { policy: { scope: 'tickets:read' } } as const
const OWN_CHANGE = { ...OWN, isIdempotent: true } as const
const tags = ['Drafts']
const params = z.object({ idOrNumber: z.string() })

/**
 * What somebody is writing. None of it goes through once(): a draft is put down each second, and to put or delete it again
 * does what it did the first time.
 */
export const draftRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/drafts',
      {
        config: OWN,
        schema: { tags, summary: 'List your drafts', querystring: draftQuery, response: { 200: draftPage } },
      },
      (request) =>
        listDrafts(lodge, actorOf(request), { limit: request.query.limit, after: request.query.cursor ?? null }),
    )

    app.get(
      '/v1/tickets/:idOrNumber/draft',
      { config: OWN, schema: { tags, summary: 'Get your draft of a ticket', params, response: { 200: draft } } },
      async (request) => {
        const found = await getDraft(lodge, actorOf(request), request.params.idOrNumber)
        if (!found.ok) throw refusal(found.error)
        return found.value
      },
    )

    app.put(
      '/v1/tickets/:idOrNumber/draft',
      {
        config: OWN_CHANGE,
        schema: {
          tags,
          summary: 'Save your draft of a ticket',
          description: 'Replaces all of it. Its attachments stay uploaded while it does; it is gone with its message.',
          params,
          body: newDraft,
          response: { 200: draft },
        },
      },
      async (request) => {
        const saved = await saveDraft(lodge, actorOf(request), request.params.idOrNumber, request.body)
        if (!saved.ok) throw refusal(saved.error)
        return saved.value
      },
    )

    app.delete(
      '/v1/tickets/:idOrNumber/draft',
      { config: OWN_CHANGE, schema: { tags, summary: 'Throw your draft away', params, response: { 200: draft } } },
      async (request) => {
        const deleted = await deleteDraft(lodge, actorOf(request), request.params.idOrNumber)
        if (!deleted.ok) throw refusal(deleted.error)
        return deleted.value
      },
    )
  }

const refusal = (error: SaveDraftError | { code: 'draft_not_found' }): Problem =>
  error.code === 'draft_not_found' ? notFound('draft') : toProblem(error)
