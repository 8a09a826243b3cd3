import { z } from 'zod'
import { byId, id, pageOf, paging } from '../../schema/page.ts'
import { text } from '../../schema/text.ts'
import { attachments, STATUSES } from '../tickets/schemas.ts'
import { attachmentSchema } from '../tickets/ticket-schema.ts'

/** As it was typed: an address that is half there is kept so. */
const addresses = z.array(text(320)).max(50).default([])

export const newDraft = z.strictObject({
  public: z.boolean().default(true),
  format: z.enum(['html', 'markdown', 'text']).default('html'),
  body: text(50_000).default(''),
  to: addresses,
  cc: addresses,
  bcc: addresses,
  attachments: attachments.default([]),
  status_after: z.enum(STATUSES).nullable().default(null).meta({ description: 'What the ticket is to be with it.' }),
  seen_message_id: id
    .nullable()
    .default(null)
    .meta({ description: 'The last message that its writer saw, for the `seen_message_id` of the message.' }),
  signed: z.boolean().default(true).meta({ description: 'Whether a signature is to stand below it.' }),
})

export const draft = z.strictObject({
  ticket_id: z.string(),
  public: z.boolean(),
  format: z.enum(['html', 'markdown', 'text']),
  body: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  status_after: z.enum(STATUSES).nullable(),
  seen_message_id: z.string().nullable(),
  signed: z.boolean(),
  attachments: z.array(attachmentSchema),
  updated_at: z.string(),
})

export const draftQuery = z.strictObject(paging(byId))
export const draftPage = pageOf(draft)
