import { z } from 'zod'
import { looksLikeId } from '../../../core/ids.ts'
import type { SearchPlace } from '../../../core/search/search.ts'
import { limit } from '../../schema/query.ts'
import { text } from '../../schema/text.ts'
import { PRIORITIES, STATUSES } from '../tickets/schemas.ts'
import { ticketRefSchema } from '../tickets/ticket-schema.ts'

const SEGMENT_MAX = 2_000_000_000

const place = z.tuple([
  z.enum(['exact', 'near', 'list']),
  z.number().int().min(0).max(SEGMENT_MAX),
  z.string().refine(looksLikeId),
  z.boolean(),
  z.number().int().min(0).max(1_000),
])

export const toCursor = ({ mode, top, first, skip }: SearchPlace): string =>
  Buffer.from(JSON.stringify([mode, top.segment, top.before, first, skip])).toString('base64url')

const fromCursor = (cursor: string): SearchPlace | undefined => {
  try {
    const [mode, segment, before, first, skip] = place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { mode, top: { segment, before }, first, skip }
  } catch {
    return undefined
  }
}

export const searchQuery = z.strictObject({
  q: text(200, 1).describe('Words, “a phrase”, an address, operators, or a ticket’s number like #123.'),
  limit,
  cursor: z
    .string()
    .transform((value, context) => {
      const found = fromCursor(value)
      if (found) return found
      const message = 'must be the next_cursor of an earlier answer'
      context.issues.push({ code: 'custom', input: value, message, params: { code: 'invalid_cursor' } })
      return z.NEVER
    })
    .optional(),
})

const person = z.object({
  id: z.string(),
  external_id: z.string().nullable(),
  email: z.string().nullable(),
  name: z.string(),
})

export const searchPage = z.object({
  data: z.array(
    z.object({
      ticket: z.object({
        id: z.string(),
        number: z.number().int(),
        subject: z.string(),
        status: z.enum(STATUSES),
        priority: z.enum(PRIORITIES),
        requester: person,
        updated_at: z.string(),
        merged_into: ticketRefSchema.optional().describe('The ticket that shows its messages, where it was merged.'),
      }),
      highlights: z
        .object({ subject: z.string(), text: z.string() })
        .describe('HTML that is safe to show: escaped, with the words that were found in `<mark>`.'),
      message_id: z.string(),
    }),
  ),
  next_cursor: z.string().nullable().describe('Null at the end. Before it a page may be short, or empty.'),
  corrected: z.string().optional().describe('What was probably meant, where a word is in no message.'),
})
