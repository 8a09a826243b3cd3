import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { listLanes, resumeLane } from '../../../core/deliveries/lanes.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { isChannel, lane, lanePage, laneParams, laneQuery } from './schemas.ts'

const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Deliveries']

export const laneRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/delivery-lanes',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'List where deliveries go',
          description: 'With what fails, rests or is paused, and why.',
          querystring: laneQuery,
          response: { 200: lanePage },
        },
      },
      (request) =>
        listLanes(lodge, actorOf(request), { limit: request.query.limit, after: request.query.cursor ?? null }),
    )

    app.post(
      '/v1/delivery-lanes/:channel/:lane/resume',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Let a paused lane go on',
          description: 'What waits in it is tried at once.',
          params: laneParams,
          response: { 200: lane },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { channel, lane } = request.params
          const resumed = isChannel(channel) ? await resumeLane(change, channel, lane) : undefined
          if (!resumed?.ok) throw notFound('delivery_lane')
          return { status: 200, body: resumed.value }
        }),
    )
  }
