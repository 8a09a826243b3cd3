import { z } from 'zod'
import { email } from '../../schema/email.ts'
import { byId, id, pageOf, paging } from '../../schema/page.ts'

const KINDS = [
  'acknowledgement',
  'answer',
  'closing',
  'survey',
  'new_ticket',
  'assignment',
  'reply',
  'unassigned_reply',
  'mention',
  'rule_notice',
  'digest',
  'lane_paused',
  'webhook_disabled',
  'webhook_failing',
  'rule_stopped',
  'hook_quarantined',
  'letter',
  'invitation',
  'password_reset',
  'test',
] as const

const state = z.enum(['pending', 'sending', 'sent', 'caught', 'failed'])

const mail = z.strictObject({
  id: z.string().describe('The delivery’s id: its attempts are at /v1/deliveries.'),
  kind: z.string(),
  to: z.strictObject({ address: z.string(), name: z.string() }),
  subject: z.string(),
  message_id: z.string(),
  ticket_id: z.string().nullable(),
  state,
  attempts: z.number().int(),
  reason: z.string().nullable(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
})

export const outboxPage = pageOf(mail)

export const listQuery = z.strictObject({
  ...paging(byId),
  ticket_id: id.optional(),
  kind: z.enum(KINDS).optional(),
  state: state.optional(),
  to: email.optional().describe('The address of the recipient.'),
})

export const readableMail = mail.extend({
  text: z.string(),
  html: z.string(),
  headers: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  attachments: z.array(z.strictObject({ name: z.string(), media_type: z.string() })),
  raw: z.string().nullable().describe('The whole mail as it goes over the wire; null where it is larger than 1 MiB.'),
})
