import { z } from 'zod'
import { culture } from '../../schema/culture.ts'
import { email } from '../../schema/email.ts'
import { jsonObject } from '../../schema/json-object.ts'
import { moment } from '../../schema/moment.ts'
import { text } from '../../schema/text.ts'

export const STATUSES = ['open', 'pending', 'snoozed', 'resolved', 'closed', 'spam'] as const
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const

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

export const newTicketBody = z.strictObject({
  requester,
  subject: text(1000, 1),
  body: text(50_000).optional(),
  body_format: z.enum(['text', 'markdown', 'html']).default('text'),
  status: z.enum(STATUSES).default('open'),
  priority: z.enum(PRIORITIES).default('normal'),
  department: text(200, 1).optional(),
  type: text(200, 1).optional(),
  assignee: text(255, 1).optional(),
  tags: z.array(text(50, 1)).max(50).optional(),
  fields: z.record(text(64, 1), text(2000)).optional(),
  metadata: jsonObject(50_000).optional(),
  source: text(50, 1).default('api'),
  culture: culture.optional(),
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
