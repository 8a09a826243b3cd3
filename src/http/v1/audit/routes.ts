import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { listAudit } from '../../../core/audit/list.ts'
import { verifyAudit } from '../../../core/audit/verify.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { sendCsv, wantsCsv } from '../../csv-answer.ts'
import { actorOf } from '../../policy.ts'
import { auditPage, auditQuery, verification } from './schemas.ts'

const config = { policy: { scope: 'admin' } } as const
const tags = ['Audit']

/** More than a spreadsheet is good for. */
const CSV_MAX = 10_000

/** Who did what to the desk. */
export const auditRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/audit',
      {
        config,
        schema: {
          tags,
          summary: 'List what was done to the desk',
          description: 'The newest first, a moment after it happens.',
          querystring: auditQuery,
          response: { 200: auditPage },
        },
      },
      async (request, reply) => {
        const { format, limit, cursor, from, to, ...filter } = request.query
        const isCsv = wantsCsv(request, format)
        const page = await listAudit(
          lodge,
          actorOf(request),
          { ...filter, from: from === undefined ? from : new Date(from), to: to === undefined ? to : new Date(to) },
          { limit: isCsv ? CSV_MAX : limit, after: cursor ?? null },
        )
        if (!isCsv) return page
        const rows = page.data.map(({ data, ...entry }) => ({ ...entry, data: JSON.stringify(data) }))
        return sendCsv(reply, 'audit', rows)
      },
    )

    app.get(
      '/v1/audit/verification',
      {
        config,
        schema: {
          tags,
          summary: 'Check that the audit log is as it was written',
          response: { 200: verification },
        },
      },
      (request) => verifyAudit(lodge, actorOf(request).deskId),
    )
  }
