import type { FastifyReply, FastifyRequest } from 'fastify'
import { contentDisposition } from './content-disposition.ts'
import { type CsvRow, toCsv } from './csv.ts'

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
