import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import type { Actor } from '../../../core/actor.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { readAgentActivity } from '../../../core/reports/agents.ts'
import { readReport } from '../../../core/reports/read.ts'
import { asResolutions, asResponseTimes, asVolumes } from '../../../core/reports/report.ts'
import { actorOf } from '../../policy.ts'
import { agents, rangeQuery, reportQuery, resolutions, responseTimes, volumes } from './schemas.ts'

const config = { policy: { scope: 'settings:read' } } as const
const tags = ['Reports']
const description = 'Counted a moment after it happens; days are those of the time zone of the default business hours.'

export const reportRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    const read = async ({ from, to, interval, group }: z.output<typeof reportQuery>, actor: Actor) => {
      const report = await readReport(lodge, actor, { from, to, interval, group: group ?? null })
      return { report, about: { time_zone: report.timeZone, from, to } }
    }

    app.get(
      '/v1/reports/volumes',
      {
        config,
        schema: {
          tags,
          summary: 'What came in and went out, by period',
          description,
          querystring: reportQuery,
          response: { 200: volumes },
        },
      },
      async (request) => {
        const { about, report } = await read(request.query, actorOf(request))
        return { ...about, data: asVolumes(report) }
      },
    )

    app.get(
      '/v1/reports/response-times',
      {
        config,
        schema: {
          tags,
          summary: 'How long first replies and resolutions took, by period',
          description,
          querystring: reportQuery,
          response: { 200: responseTimes },
        },
      },
      async (request) => {
        const { about, report } = await read(request.query, actorOf(request))
        return { ...about, data: asResponseTimes(report) }
      },
    )

    app.get(
      '/v1/reports/resolutions',
      {
        config,
        schema: {
          tags,
          summary: 'What was resolved and reopened, by period',
          description,
          querystring: reportQuery,
          response: { 200: resolutions },
        },
      },
      async (request) => {
        const { about, report } = await read(request.query, actorOf(request))
        return { ...about, data: asResolutions(report) }
      },
    )

    app.get(
      '/v1/reports/agents',
      {
        config,
        schema: {
          tags,
          summary: 'What each member did',
          description,
          querystring: rangeQuery,
          response: { 200: agents },
        },
      },
      async (request) => {
        const { from, to } = request.query
        const activity = await readAgentActivity(lodge, actorOf(request), { from, to })
        return { time_zone: activity.timeZone, from, to, data: activity.agents }
      },
    )
  }
