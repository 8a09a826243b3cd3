import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { getDelivery } from '../../../core/deliveries/get.ts'
import { listDeliveries } from '../../../core/deliveries/list.ts'
import { REPLAY_MAX, replayDelivery, replayFailed } from '../../../core/deliveries/replay.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, Problem } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { laneRoutes } from './lane-routes.ts'
import {
  delivery,
  deliveryPage,
  deliveryWithAttempts,
  listQuery,
  replayAnswer,
  replayBody,
  toFilter,
} from './schemas.ts'

const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Deliveries']

export const deliveryRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    await plugin.register(laneRoutes(lodge))

    app.get(
      '/v1/deliveries',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'List deliveries',
          description: 'What left, leaves or failed to leave, the newest first. Kept for 90 days.',
          querystring: listQuery,
          response: { 200: deliveryPage },
        },
      },
      (request) => {
        const { limit, cursor, state, ...filter } = request.query
        return listDeliveries(lodge, actorOf(request), { limit, after: cursor ?? null }, { ...toFilter(filter), state })
      },
    )

    app.get(
      '/v1/deliveries/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Get a delivery with its attempts',
          params: oneById,
          response: { 200: deliveryWithAttempts },
        },
      },
      async (request) => {
        const found = await getDelivery(lodge, actorOf(request), request.params.id)
        if (!found) throw notFound('delivery')
        return found
      },
    )

    app.post(
      '/v1/deliveries/:id/replay',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Send a delivery again',
          description: 'At once, with the ids it had: a receiver that has it already can tell.',
          params: oneById,
          response: { 202: delivery },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const replayed = await replayDelivery(change, request.params.id)
          if (replayed.ok) return { status: 202, body: replayed.value }
          if (replayed.error.code === 'delivery_not_found') throw notFound('delivery')
          throw new Problem(409, 'delivery_in_progress', 'This delivery is being sent at this moment.')
        }),
    )

    app.post(
      '/v1/deliveries/replay',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Send failed deliveries again',
          description: `All failed ones that the filter finds, the oldest first, up to ${REPLAY_MAX.toLocaleString('en-US')} at once.`,
          body: replayBody,
          response: { 202: replayAnswer },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => ({
          status: 202,
          body: await replayFailed(change, toFilter(request.body)),
        })),
    )
  }
