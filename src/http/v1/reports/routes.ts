import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { readAgentActivity } from '../../../core/reports/agents.ts'
import { readBacklog } from '../../../core/reports/backlog.ts'
import { readCategories } from '../../../core/reports/categories.ts'
import { readOverview } from '../../../core/reports/overview.ts'
import { departmentOf, timeZoneOf } from '../../../core/reports/range.ts'
import { sendCsv, wantsCsv } from '../../csv-answer.ts'
import { actorOf } from '../../policy.ts'
import { found } from './found.ts'
import { periodRoutes } from './period-routes.ts'
import { agents, backlog, categories, overview, overviewQuery, rangeQuery, reportQuery } from './schemas.ts'

const config = { policy: { scope: 'settings:read' } } as const
const tags = ['Reports']
const description = 'Counted a moment after it happens. CSV by `format=csv` or `Accept: text/csv`.'

/** How it goes, from counts that are kept as things happen. */
export const reportRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    await app.register(periodRoutes(lodge))

    app.get(
      '/v1/reports/overview',
      {
        config,
        schema: {
          tags,
          summary: 'All that a page of reports shows at first',
          description: 'With the same of as many days before, to compare.',
          querystring: overviewQuery,
          response: { 200: overview },
        },
      },
      async (request) => {
        const { from, to, time_zone, ...query } = request.query
        const read = found(await readOverview(lodge, actorOf(request), { from, to, timeZone: time_zone, ...query }))
        const { timeZone, ...shown } = read
        return { time_zone: timeZone, from, to, ...shown }
      },
    )

    app.get(
      '/v1/reports/backlog',
      {
        config,
        schema: {
          tags,
          summary: 'What became work to do, what ended to be, and what was left, by period',
          description,
          querystring: reportQuery,
          response: { 200: backlog },
        },
      },
      async (request, reply) => {
        const { from, to, time_zone, format, group = null, ...query } = request.query
        const asked = { from, to, timeZone: time_zone, group, ...query }
        const read = found(await readBacklog(lodge, actorOf(request), asked))
        if (wantsCsv(request, format)) return sendCsv(reply, `backlog-${from}-${to}`, read.backlog)
        return { time_zone: read.timeZone, from, to, data: read.backlog }
      },
    )

    app.get(
      '/v1/reports/agents',
      {
        config,
        schema: {
          tags,
          summary: 'What each member did, and has to do',
          description: `${description} Of a department: the members of its team, whatever they did it for.`,
          querystring: rangeQuery,
          response: { 200: agents },
        },
      },
      async (request, reply) => {
        const { from, to, time_zone, department, format } = request.query
        const asked = { from, to, timeZone: time_zone, department }
        const activity = found(await readAgentActivity(lodge, actorOf(request), asked))
        if (wantsCsv(request, format)) return sendCsv(reply, `agents-${from}-${to}`, activity.agents)
        return { time_zone: activity.timeZone, from, to, data: activity.agents }
      },
    )

    app.get(
      '/v1/reports/resolution-categories',
      {
        config,
        schema: {
          tags,
          summary: 'How tickets were resolved',
          description,
          querystring: rangeQuery,
          response: { 200: categories },
        },
      },
      async (request, reply) => {
        const { from, to, time_zone, department, format } = request.query
        const { deskId } = actorOf(request)
        const departmentIds = found(await departmentOf(lodge, actorOf(request), department))
        const timeZone = time_zone ?? (await timeZoneOf(lodge.store.db, deskId))
        const rows = await readCategories(lodge, { deskId, from, to, timeZone, departmentIds })
        if (wantsCsv(request, format)) return sendCsv(reply, `resolution-categories-${from}-${to}`, rows)
        return { time_zone: timeZone, from, to, data: rows }
      },
    )
  }
