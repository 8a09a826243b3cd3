import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Outbound } from '../../../channels/outbound.ts'
import { looksLikeId } from '../../../core/ids.ts'
import { findEpilog, removeEpilog, setEpilog } from '../../../core/interventions/epilog.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { epilog, epilogWithSecret, newEpilog } from './schemas.ts'

const config = { policy: { scope: 'admin' } } as const
const tags = ['Interventions']

/** Whom an intervention's runs are told. */
export const epilogRoutes =
  (lodge: Lodge, outbound: Outbound): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    const path = '/v1/interventions/:id/epilog'

    app.get(
      path,
      { config, schema: { tags, summary: 'Get an epilog', params: oneById, response: { 200: epilog } } },
      async (request) => {
        const { id } = request.params
        const found = looksLikeId(id) ? await findEpilog(lodge, actorOf(request).deskId, id) : undefined
        if (!found) throw notFound('epilog')
        return found.epilog
      },
    )

    app.put(
      path,
      {
        config,
        schema: {
          tags,
          summary: 'Set an epilog',
          description:
            'Each run is sent to its URL, signed by Standard Webhooks. The secret is new each time, and in this answer only.',
          params: oneById,
          body: newEpilog,
          response: { 200: epilogWithSecret },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { url, timeout_seconds } = request.body
          const reason = url === null ? undefined : outbound.refusalOf(url)
          if (reason) throw refused(400, 'invalid_url', 'url', `cannot be sent to: ${reason}`)
          const given = { url: url === null ? null : new URL(url).href, timeoutSeconds: timeout_seconds }
          const set = await setEpilog(change, request.params.id, given)
          if (!set.ok) throw notFound('intervention')
          const { epilog, secret } = set.value
          const shown = (secret: string | null) => ({ ...epilog, secret })
          return { status: 200, body: shown(secret), kept: shown(null) }
        }),
    )

    app.delete(
      path,
      { config, schema: { tags, summary: 'Remove an epilog', params: oneById, response: { 200: epilog } } },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const removed = await removeEpilog(change, request.params.id)
          if (!removed.ok) throw notFound(removed.error.code.replace('_not_found', ''))
          return { status: 200, body: removed.value }
        }),
    )
  }
