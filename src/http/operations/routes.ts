import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { Registry } from 'prom-client'
import type { Lodge } from '../../core/lodge.ts'
import { DatabaseUnavailable } from '../../store/errors.ts'
import { Problem } from '../problem.ts'

const READY_WITHIN_MS = 2_000

/** For whatever keeps this process running, and looks after it. */
export const operationRoutes =
  (lodge: Lodge, metrics: Registry): FastifyPluginAsync =>
  async (app) => {
    const open = { config: { policy: 'public' as const }, schema: { hide: true } }

    app.get('/healthz', open, async () => ({ status: 'ok' }))

    app.get('/readyz', open, async () => {
      const late = sleep(READY_WITHIN_MS, undefined, { ref: false }).then(() => {
        throw new Error('it did not answer in time')
      })
      try {
        await Promise.race([lodge.store.pool.query('select'), late])
      } catch (error) {
        // Whatever it was: one that cannot answer this can answer nothing.
        throw new DatabaseUnavailable(error)
      }
      return { status: 'ok' }
    })

    app.get('/metrics', open, async (request, reply) => {
      if (!isLocal(request)) throw new Problem(404, 'route_not_found', 'There is no GET at this path.')
      return reply.type(metrics.contentType).send(await metrics.metrics())
    })
  }

/** From this machine, and not by way of a proxy on it, who says so in a header. */
const isLocal = ({ raw, headers }: FastifyRequest): boolean =>
  /^(127\.|::1$|::ffff:127\.)/.test(raw.socket.remoteAddress ?? '') &&
  headers.forwarded === undefined &&
  headers['x-forwarded-for'] === undefined &&
  headers['x-real-ip'] === undefined
