import type { FastifyReply, FastifyRequest } from 'fastify'
import type { UnknownDepartment } from '../../../core/reports/range.ts'
import type { Result } from '../../../core/result.ts'
import { contentDisposition } from '../../content-disposition.ts'
import { type CsvRow, toCsv } from '../../csv.ts'
import { Problem } from '../../problem.ts'

/** What was found, or that a report's department is none. */
export const found = <T>(result: Result<T, UnknownDepartment>): T => {
  if (result.ok) return result.value
  const message = 'is not the id or name of a department of this desk'
  throw new Problem(400, 'invalid_query', `department ${message}.`, {
    errors: [{ path: 'department', code: result.error.code, message }],
  })
}

/** Whether rows are wanted as CSV: by the query, else by the Accept header. */
export const wantsCsv = (request: FastifyRequest, format: 'json' | 'csv' | undefined): boolean =>
  format === 'csv' || (format === undefined && /^\s*text\/csv\b/i.test(request.headers.accept ?? ''))

/** Rows as a file to keep. */
export const sendCsv = (reply: FastifyReply, name: string, rows: CsvRow[]): FastifyReply =>
  reply
    .headers({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': contentDisposition('attachment', `${name}.csv`),
    })
    .send(toCsv(rows))
