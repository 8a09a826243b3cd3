import { z } from 'zod'
import { BEGINNING, fromCursor } from '../../../core/events/position.ts'
import type { OperationPart } from '../../openapi.ts'
import { limit } from '../../schema/query.ts'

const TYPES_MAX = 50

const cursor = z.string().transform((value, context) => {
  if (value === 'now') return 'now' as const
  const position = value === '' ? BEGINNING : fromCursor(value)
  if (position) return position
  context.issues.push({
    code: 'custom',
    input: value,
    message: 'must be a cursor from an earlier answer, or `now`',
    params: { code: 'invalid_cursor' },
  })
  return z.NEVER
})

const types = z
  .string()
  .regex(/^[a-z_]+\.[a-z_]+(,[a-z_]+\.[a-z_]+)*$/, { error: 'must be event types like ticket.created,message.created' })
  .transform((list) => [...new Set(list.split(','))])
  .refine((list) => list.length <= TYPES_MAX, { error: `must be at most ${TYPES_MAX} types` })

export const feedQuery = z.strictObject({
  after: cursor.optional().describe('A cursor to go on behind; `now` for the end. Absent: from the beginning.'),
  types: types.optional().describe('Only these, separated by commas.'),
  limit,
  wait: z.coerce.number().min(0).max(30).default(0).describe('Seconds to wait for an event where there is none yet.'),
})

export const streamQuery = feedQuery.pick({ after: true, types: true })

export const streamHeaders = z.looseObject({ 'last-event-id': cursor.optional() })

const event = z.object({
  id: z.string(),
  type: z.string(),
  ticket_id: z.string().nullable(),
  actor: z.object({ kind: z.string(), id: z.string().nullable() }),
  data: z.record(z.string(), z.unknown()),
  created_at: z.string(),
  cursor: z.string(),
})

export const feedPage = z.object({ data: z.array(event), next_cursor: z.string() })

export const streamPart: OperationPart = {
  responses: {
    '200': {
      description: 'A message an event: its `id` a cursor, its `data` an event as in the feed.',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    },
  },
}
