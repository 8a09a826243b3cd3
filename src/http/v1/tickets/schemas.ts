import { z } from 'zod'
import { normaliseEmail } from '../../../core/contacts/email.ts'
import { jsonObject } from '../../schema/json-object.ts'
import { text } from '../../schema/text.ts'

export const STATUSES = ['open', 'pending', 'snoozed', 'resolved', 'closed', 'spam'] as const
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const

export const email = z
  .string()
  .transform((value, context) => {
    const address = normaliseEmail(value)
    if (address !== undefined) return address
    context.issues.push({
      code: 'custom',
      input: value,
      message: 'must be an email address',
      params: { code: 'invalid_email' },
    })
    return z.NEVER
  })
  .meta({ format: 'email', maxLength: 255 })

/** What no year of four digits can be said of in every zone, PostgreSQL cannot store or JavaScript cannot write. */
const EARLIEST = Date.UTC(1900, 0, 1)
const LATEST = Date.UTC(9999, 11, 31)

/** RFC 3339 with a zone, e.g. `2026-06-04T15:21:09.000Z`. */
export const moment = z.iso
  .datetime({
    offset: true,
    abort: true,
    error: (issue) =>
      issue.code === 'invalid_format' ? 'must be a date and time like 2026-06-04T15:21:09Z' : undefined,
  })
  .refine((value) => Date.parse(value) >= EARLIEST && Date.parse(value) <= LATEST, {
    error: 'must be from 1900 to 9999',
    params: { code: 'out_of_range' },
  })

const tag = text(50, 1).refine((value) => value === '' || value.trim() !== '', {
  error: 'must not be blank',
  params: { code: 'too_short' },
})

const requester = z
  .strictObject({
    external_id: text(255, 1).optional(),
    email: email.optional(),
    name: text(200).optional(),
  })
  .refine((value) => value.external_id !== undefined || value.email !== undefined, {
    error: 'needs an external_id or an email',
    params: { code: 'required' },
  })

const participant = z.strictObject({
  role: z.enum(['cc', 'bcc', 'follower']).default('cc'),
  email,
  name: text(200).optional(),
})

export const newTicketBody = z
  .strictObject({
    requester,
    subject: text(1000, 1),
    body: text(50_000).optional(),
    body_format: z.enum(['text', 'markdown', 'html']).default('text'),
    status: z.enum(STATUSES).default('open'),
    priority: z.enum(PRIORITIES).default('normal'),
    department: text(200, 1).optional(),
    type: text(200, 1).optional(),
    assignee: text(255, 1).optional(),
    tags: z.array(tag).max(50).optional(),
    fields: z.record(text(64, 1), text(2000)).optional(),
    metadata: jsonObject(50_000).optional(),
    source: text(50, 1).default('api'),
    culture: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, { error: 'must be a language tag like en or pt-PT' })
      .optional(),
    participants: z.array(participant).max(50).optional(),
    external_ref: text(255, 1).optional(),
    opened_at: moment.optional(),
    closed_at: moment.optional(),
    snoozed_until: moment.optional(),
    attachments: z.array(z.string()).max(20).optional(),
    public: z.boolean().default(true),
    notify: z.strictObject({ requester: z.boolean().default(true), team: z.boolean().default(true) }).optional(),
    ai: z.strictObject({ answer: z.boolean() }).optional(),
  })
  .refine((value) => value.status !== 'closed' || value.closed_at !== undefined, {
    error: 'is required when status is closed',
    path: ['closed_at'],
    params: { code: 'required' },
  })
  .refine((value) => value.status !== 'snoozed' || value.snoozed_until !== undefined, {
    error: 'is required when status is snoozed',
    path: ['snoozed_until'],
    params: { code: 'required' },
  })
