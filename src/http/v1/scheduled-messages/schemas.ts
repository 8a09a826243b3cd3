import { z } from 'zod'
import { byId, pageOf, paging } from '../../schema/page.ts'
import { STATUSES, sendAt } from '../tickets/schemas.ts'
import { attachmentSchema } from '../tickets/ticket-schema.ts'

const scheduledMessage = z.strictObject({
  id: z.string(),
  ticket_id: z.string(),
  by: z.strictObject({ id: z.string().nullable(), name: z.string() }),
  state: z.enum(['scheduled', 'failed']),
  reason: z.string().nullable().meta({ description: 'Why it could not be sent: the code of the refusal.' }),
  send_at: z.string(),
  created_at: z.string(),
  public: z.boolean(),
  author: z.enum(['agent', 'requester']),
  body: z.string().nullable(),
  body_format: z.enum(['text', 'markdown', 'html']),
  template: z.string().nullable(),
  data: z.record(z.string(), z.unknown()).nullable(),
  status: z.enum(STATUSES).nullable(),
  snoozed_until: z.string().nullable(),
  seen_message_id: z.string().nullable(),
  mentions: z.array(z.string()),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  signed: z.boolean(),
  attachments: z.array(attachmentSchema),
})

export const scheduledAnswer = z.strictObject({ scheduled_message: scheduledMessage })
export const scheduledChange = z.strictObject({ send_at: sendAt })
export const scheduledQuery = z.strictObject(paging(byId))
export const scheduledPage = pageOf(scheduledMessage)
export { scheduledMessage }
