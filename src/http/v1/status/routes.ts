import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Lodge } from '../../../core/lodge.ts'
import { readStatus } from '../../../core/status/status.ts'
import { actorOf } from '../../policy.ts'

const count = z.number().int().min(0)

const status = z.object({
  version: z.string(),
  database: z.object({ version: z.string(), kind: z.enum(['embedded', 'shared', 'url']) }),
  disk: z
    .object({ free: count, total: count })
    .nullable()
    .describe('Of the disk that the data folder is on, in bytes.'),
  tickets_by_day: z
    .array(z.object({ day: z.iso.date(), created: count }))
    .describe('The last 30 days, UTC. Counted by a job, so the last seconds may be missing.'),
  followers: z
    .array(z.object({ name: z.string(), events: count, seconds: z.number() }))
    .describe('How far each follower of the event log is behind: events, up to 100,000, and seconds.'),
  creations_waiting: count.describe('Tickets this process has accepted and not yet committed.'),
  jobs: z.object({ waiting: count, running: count, failed: count }).nullable(),
})

export const statusRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    app.get(
      '/v1/status',
      {
        config: { policy: { scope: 'settings:read' } },
        schema: { summary: 'How this Lodge does', tags: ['Status'], response: { 200: status } },
      },
      (request) => readStatus(lodge, actorOf(request)),
    )
  }
