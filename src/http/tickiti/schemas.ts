import { z } from 'zod'
import { MODES } from '../../dialects/tickiti/query.ts'
import { PARTS } from '../../dialects/tickiti/read.ts'
import { email } from '../schema/email.ts'
import { id } from '../schema/page.ts'
import { text } from '../schema/text.ts'
import { theirId } from './ids.ts'

/** Bound values and all: what fits a run of an intervention, or a text with its pictures in it. */
const data = z.record(z.string(), z.unknown())

/** Fields that are not listed are ignored. Which payload `data` is one of is for readCreate() to say. */
export const createBody = z.object({
  originator_email_address: email,
  template_identifier: text(200, 1).optional(),
  intervention: text(200, 1).optional(),
  uid: text(200, 1).optional(),
  queue_name: text(200, 1).optional(),
  is_public: z.boolean().default(true),
  use_passed_originator_as_responder: z.boolean().default(false),
  data: data.optional(),
})

export const created = z.strictObject({
  ok: z.literal(true),
  data: z.strictObject({
    queue: z.string(),
    used_template: z.boolean(),
    used_intervention: z.boolean(),
    used_private_template: z.boolean(),
    used_public_template: z.boolean(),
  }),
})

/** Digits, with or without the zeros that theirs are printed with; six is how they look, not how many there may be. */
const ticketNumber = z
  .union([z.int().min(0), z.string().regex(/^\d{1,19}$/, { error: 'must be a ticket’s number: digits' })])
  .transform(String)

const day = z.iso.date({ error: 'must be a date like 2026-06-04' })

const response = z.object({
  from_email: email,
  content: z
    .string()
    .refine((value) => value.trim() !== '', { error: 'must not be empty' })
    .optional(),
  is_internal: z.boolean().default(false),
  status: z.enum(['open', 'on-hold']).optional(),
  on_hold_until: day.optional(),
})

export const respondBody = response.extend({ ticket_number: ticketNumber })

/** The lean one names its ticket in the path; who speaks, where nobody is named, is the token. */
export const leanRespondBody = response.extend({ from_email: email.optional() })
export const numberInPath = z.object({ number: z.string() })

const leanFields = z.object({
  originator_email_address: email,
  subject: text(500, 1),
  content: z.string().refine((value) => value.trim() !== '', { error: 'must not be empty' }),
  queue_name: text(200, 1).optional(),
  is_public: z.boolean().default(true),
})

/** Flat; nested under `data` too, as in its siblings: what stands outside goes before what stands within. */
export const leanCreateBody = z
  .looseObject({ data: z.record(z.string(), z.unknown()).optional() })
  .transform(({ data, ...flat }) => ({ ...data, ...flat }))
  .pipe(leanFields)

export const oneTicket = z.object({ ticket_number: ticketNumber })

export const attachmentBody = oneTicket.extend({
  response_attachment_id: theirId,
  /** That a person means to look at it: what is in it came from outside. */
  intent: z.literal('review_ok'),
})

const token = z.union([z.string().max(1_000), z.number()]).transform(String)

export const queryBody = z.object({
  perspective_id: theirId.optional(),
  search_object: z
    .object({
      search_perspective: z.string().optional(),
      search_perspective_id: theirId.optional(),
      criteria: z
        .array(z.object({ mode: z.enum(MODES), tokens: z.array(token).max(100) }))
        .max(50)
        .optional(),
    })
    .optional(),
})

const many = <Item extends z.ZodType>(item: Item) => z.array(item).max(1_000).optional()

export const responsesBody = z.object({
  created_from: z.string().optional(),
  created_to: z.string().optional(),
  is_internal: z.boolean().optional(),
  staff_response: z.boolean().optional(),
  queue: many(z.string()),
  queue_id: many(theirId),
  ticket_number: many(ticketNumber),
  /** Nothing is kept of what is deleted, so that there is nothing to add. */
  include_deleted: z.boolean().default(false),
  fields: many(z.enum(PARTS)),
  limit: z.int().min(1).max(1_000).default(200),
  cursor: z
    .object({ created_at: z.string(), id: theirId.pipe(id) })
    .nullable()
    .optional(),
})

export const mailBody = z.object({
  to_address: email,
  subject: text(500, 1).optional(),
  content: z
    .string()
    .refine((value) => value.trim() !== '', { error: 'must not be empty' })
    .optional(),
  template_identifier: text(200, 1).optional(),
  data: data.optional(),
  /** Its name. Without one, the desk's own sender. */
  mailbox: text(200, 1).optional(),
  /** Whether the address's domain is asked if it takes mail. */
  validate_address: z.boolean().default(false),
})

export const renderTemplateBody = z.object({ template_identifier: text(200, 1), data: data.optional() })
