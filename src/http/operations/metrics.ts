import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Lodge } from '../../core/lodge.ts'
import { followerLags } from '../../core/status/followers.ts'

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const SIZES = [1, 2, 4, 8, 16, 32, 64, 128]

/** What Prometheus collects of one server. To be called before its routes are registered, so that it sees their requests. */
export const openMetrics = (app: FastifyInstance, lodge: Lodge): Registry => {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  const requests = new Histogram({
    name: 'lodge_http_request_seconds',
    help: 'Time to answer, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  })
  app.addHook('onResponse', (request, reply, done) => {
    // The route as it is written, never the address as it came: that would be a series a ticket.
    const route = request.routeOptions.url ?? 'none'
    requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    done()
  })

  const sizes = new Histogram({
    name: 'lodge_intake_group_size',
    help: 'Tickets created in one commit.',
    buckets: SIZES,
    registers,
  })
  const commits = new Histogram({
    name: 'lodge_intake_commit_seconds',
    help: 'Time to write and commit a group of tickets.',
    buckets: SECONDS,
    registers,
  })
  lodge.intake.onGroup((size, seconds) => {
    sizes.observe(size)
    commits.observe(seconds)
  })
  new Gauge({
    name: 'lodge_intake_waiting',
    help: 'Tickets accepted and not yet committed.',
    registers,
    collect() {
      this.set(lodge.intake.waiting())
    },
  })

  const lagSeconds = new Gauge({
    name: 'lodge_follower_lag_seconds',
    help: 'Age of the first event a follower of the log has not handled.',
    labelNames: ['follower'],
    registers,
  })
  new Gauge({
    name: 'lodge_follower_lag_events',
    help: 'Events a follower of the log has not handled, up to 100,000.',
    labelNames: ['follower'],
    registers,
    async collect() {
      // What is known of this process is told also while the database is away.
      const lags = await followerLags(lodge).catch(() => [])
      for (const { name, events, seconds } of lags) {
        this.set({ follower: name }, events)
        lagSeconds.set({ follower: name }, seconds)
      }
    },
  })
  return registry
}
