import { isUtf8 } from 'node:buffer'
import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { getHookDelivery } from '../../../core/hook-deliveries/get.ts'
import { listHookDeliveries } from '../../../core/hook-deliveries/list.ts'
import { replayHookDelivery, replayQuarantined } from '../../../core/hook-deliveries/replay.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { KEPT_DAYS } from '../../../core/retention/kept.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import {
  delivery,
  deliveryPage,
  deliveryParams,
  deliveryQuery,
  deliveryWithPayload,
  replayedAll,
} from './delivery-schemas.ts'

const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Hooks']

export const hookDeliveryRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/hooks/:id/deliveries',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'List what a hook received',
          description: `The newest first, with what became of it. Kept for ${KEPT_DAYS.hook_payloads} days.`,
          params: oneById,
          querystring: deliveryQuery,
          response: { 200: deliveryPage },
        },
      },
      async (request) => {
        const { limit, cursor, state } = request.query
        const paging = { limit, after: cursor ?? null }
        const page = await listHookDeliveries(lodge, actorOf(request), request.params.id, state ?? null, paging)
        if (!page.ok) throw notFound('hook')
        return page.value
      },
    )

    app.get(
      '/v1/hooks/:id/deliveries/:deliveryId',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Get a payload as it came',
          params: deliveryParams,
          response: { 200: deliveryWithPayload },
        },
      },
      async (request) => {
        const { id, deliveryId } = request.params
        const found = await getHookDelivery(lodge, actorOf(request), id, deliveryId)
        if (!found.ok) throw notFound('hook_delivery')
        const { delivery, payload } = found.value
        return {
          ...delivery,
          headers: payload.headers,
          body: isUtf8(payload.body) ? payload.body.toString('utf8') : null,
          body_base64: payload.body.toString('base64'),
        }
      },
    )

    app.post(
      '/v1/hooks/:id/deliveries/:deliveryId/replay',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Work on a payload again',
          description: 'With the hook as it is now, within moments: its `state` says what became of it.',
          params: deliveryParams,
          response: { 202: delivery },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const replayed = await replayHookDelivery(change, request.params.id, request.params.deliveryId)
          if (replayed.ok) return { status: 202, body: replayed.value }
          if (replayed.error.code === 'hook_delivery_not_found') throw notFound('hook_delivery')
          const words = `is ${replayed.error.state}: only what is quarantined or ignored can be replayed`
          throw refused(409, replayed.error.code, 'state', words)
        }),
    )

    app.post(
      '/v1/hooks/:id/deliveries/replay',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Work on all quarantined payloads of a hook again',
          params: oneById,
          response: { 202: replayedAll },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const replayed = await replayQuarantined(change, request.params.id)
          if (!replayed.ok) throw notFound('hook')
          return { status: 202, body: replayed.value }
        }),
    )
  }
