import { z } from 'zod'
import { EVENT_TYPES } from '../webhooks/event-types.ts'

const known = new Set(Object.keys(EVENT_TYPES))
const DAY_S = 86_400

export const takeBody = z.strictObject({
  types: z
    .array(
      z.string().refine((type) => known.has(type), {
        error: 'must be a type of GET /v1/webhooks/event-types',
        params: { code: 'unknown_event_type' },
      }),
    )
    .min(1)
    .max(100)
    .describe('The others are passed over for good.')
    .meta({ examples: [['ticket.created', 'message.created']] }),
  limit: z.number().int().min(1).max(100).default(25),
  remove: z.boolean().default(false).describe('True: what is taken is deleted at once, even if this answer is lost.'),
  visibility_seconds: z.number().int().min(1).max(DAY_S).default(60).describe('After that it comes again.'),
})

export const queuedEvents = z.strictObject({
  data: z.array(
    z.strictObject({
      receipt: z.string().describe('What it is deleted by.'),
      id: z.string(),
      type: z.string(),
      ticket_id: z.string().nullable(),
      actor: z.strictObject({ kind: z.string(), id: z.string().nullable() }),
      data: z.record(z.string(), z.unknown()),
      created_at: z.string(),
    }),
  ),
})

export const receipts = z.strictObject({ receipts: z.array(z.string().max(60)).min(1).max(1_000) })
export const deletion = z.strictObject({ deleted: z.int() })
