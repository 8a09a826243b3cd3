import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { listActivity } from '../../../core/activity/list.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { byId, pageOf, paging } from '../../schema/page.ts'
import { oneById } from '../../schema/params.ts'

export const activity = z.strictObject({
  id: z.string(),
  contact_id: z.string().nullable().meta({ description: 'Null where nobody was identified yet.' }),
  session_id: z.string().nullable(),
  type: z.string(),
  element: z.string().nullable(),
  page_url: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()),
  created_at: z.string(),
})

export const activityRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    plugin.withTypeProvider<ZodTypeProvider>().get(
      '/v1/contacts/:id/activity',
      {
        config: { policy: { scope: 'contacts:read' } },
        schema: {
          tags: ['Contacts'],
          summary: 'List what a contact did, the newest first',
          params: oneById,
          querystring: z.strictObject(paging(byId)),
          response: { 200: pageOf(activity) },
        },
      },
      async (request) => {
        const { limit, cursor } = request.query
        const found = await listActivity(lodge, actorOf(request), request.params.id, { limit, after: cursor ?? null })
        if (!found) throw notFound('contact')
        return found
      },
    )
  }
