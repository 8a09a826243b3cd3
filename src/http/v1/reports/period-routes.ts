import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import type { Lodge } from '../../../core/lodge.ts'
import { type ReportRow, readReport } from '../../../core/reports/read.ts'
import {
  placeOf,
  repliesOf,
  resolutionsOf,
  responseTimesOf,
  satisfactionOf,
  slaOf,
  volumesOf,
} from '../../../core/reports/report.ts'
import { OUTCOME, type Rollup, SOURCE, VOLUME } from '../../../core/reports/rollup.ts'
import { sendCsv, wantsCsv } from '../../csv-answer.ts'
import { actorOf } from '../../policy.ts'
import { found } from './found.ts'
import { replies, reportQuery, resolutions, responseTimes, satisfaction, sla, volumeQuery, volumes } from './schemas.ts'

const tags = ['Reports']
const description = 'Counted a moment after it happens. CSV by `format=csv` or `Accept: text/csv`.'

type Query = z.output<typeof reportQuery> | z.output<typeof volumeQuery>
type Report = {
  name: string
  summary: string
  of: (query: Query) => Rollup
  say: (measures: ReportRow['measures']) => object
  querystring: typeof reportQuery | typeof volumeQuery
  answer: z.ZodType
}

const REPORTS: Report[] = [
  {
    name: 'volumes',
    summary: 'What came in and went out, by period',
    // By source there are many more rows: read where they are asked for.
    of: (query) => (query.group === 'source' || 'source' in query ? SOURCE : VOLUME),
    say: volumesOf,
    querystring: volumeQuery,
    answer: volumes,
  },
  {
    name: 'response-times',
    summary: 'How long first replies and resolutions took, by period',
    of: () => VOLUME,
    say: responseTimesOf,
    querystring: reportQuery,
    answer: responseTimes,
  },
  {
    name: 'resolutions',
    summary: 'What was resolved and reopened, by period',
    of: () => VOLUME,
    say: resolutionsOf,
    querystring: reportQuery,
    answer: resolutions,
  },
  {
    name: 'sla',
    summary: 'Promises that were kept in time, and broken, by period',
    of: () => OUTCOME,
    say: slaOf,
    querystring: reportQuery,
    answer: sla,
  },
  {
    name: 'satisfaction',
    summary: 'What requesters said of how they were helped, by period',
    of: () => OUTCOME,
    say: satisfactionOf,
    querystring: reportQuery,
    answer: satisfaction,
  },
  {
    name: 'replies',
    summary: 'Public replies by people and by AI, by period',
    of: () => OUTCOME,
    say: repliesOf,
    querystring: reportQuery,
    answer: replies,
  },
]

/** The reports that are a row of counts a period. */
export const periodRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    for (const { name, summary, of, say, querystring, answer } of REPORTS) {
      app.get(
        `/v1/reports/${name}`,
        {
          config: { policy: { scope: 'settings:read' } },
          schema: { tags, summary, description, querystring, response: { 200: answer } },
        },
        async (request, reply) => {
          const { from, to, time_zone, format, group = null, ...part } = request.query
          const asked = { from, to, timeZone: time_zone, group, ...part }
          const report = found(await readReport(lodge, actorOf(request), of(request.query), asked))
          const rows = report.rows.map((row) => ({ ...placeOf(row), ...say(row.measures) }))
          if (wantsCsv(request, format)) return sendCsv(reply, `${name}-${from}-${to}`, rows)
          return { time_zone: report.timeZone, from, to, data: rows }
        },
      )
    }
  }
