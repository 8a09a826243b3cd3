import { z } from 'zod'
import { LINK_KINDS } from '../../../core/links/link.ts'
import { CLOCKS, KINDS } from '../../../core/sla/policy.ts'
import { messageEmailSchema, undeliveredSchema } from './email-schema.ts'
import { PRIORITIES, STATUSES } from './schemas.ts'

/** The shapes of core/tickets/ticket.ts as they go out. */

const id = z
  .string()
  .regex(/^[0-9]+$/)
  .meta({ description: 'A 64-bit integer as a string.' })
const time = z.iso.datetime({ precision: 3 })
const named = z.strictObject({ id, name: z.string() })

/** Another ticket, by both its names. */
export const ticketRefSchema = z.strictObject({ id, number: z.int() })

export const linkSchema = z.strictObject({
  ticket: z.strictObject({ id, number: z.int(), subject: z.string(), status: z.enum(STATUSES) }),
  kind: z.enum(LINK_KINDS).meta({ description: 'What that ticket is to this one.' }),
  created_at: time,
})

export const attachmentSchema = z.strictObject({
  id,
  name: z.string(),
  media_type: z.string(),
  size: z.int().meta({ description: 'Bytes.' }),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

const recipient = z.strictObject({ email: z.string(), name: z.string() })

export const messageSchema = z.strictObject({
  id,
  author: z.strictObject({
    kind: z.enum(['contact', 'agent', 'ai', 'automation', 'system']),
    id: id.nullable().meta({ description: 'The contact, or the member where the author stands for one.' }),
    name: z.string().nullable(),
  }),
  public: z.boolean().meta({ description: 'Whether the requester sees it; else it is a note among agents.' }),
  format: z.enum(['text', 'markdown', 'html']),
  text: z.string().meta({ description: 'As plain text, always.' }),
  html: z.string().nullable().meta({ description: 'Sanitised; null where the format is text.' }),
  markdown: z.string().nullable().meta({ description: 'The source, where the format is markdown.' }),
  attachments: z.array(attachmentSchema),
  created_at: time,
  recipients: z
    .strictObject({ to: z.array(recipient), cc: z.array(recipient), bcc: z.array(recipient) })
    .optional()
    .meta({ description: 'Whom it was for when it was written. Absent where nobody was to be mailed it.' }),
  email: messageEmailSchema.optional(),
  undelivered: z
    .array(undeliveredSchema)
    .optional()
    .meta({ description: 'Whom its mail did not reach, or who called it spam. Absent where nobody said so.' }),
  merged_from: ticketRefSchema
    .optional()
    .meta({ description: 'The ticket that it was written on, where that was merged into this one.' }),
  split_to: ticketRefSchema
    .optional()
    .meta({ description: 'The ticket that it is a part of too, split off this one.' }),
})

/** One message, with what a list leaves out. */
export const wholeMessageSchema = messageSchema.extend({
  quoted: z
    .strictObject({ text: z.string(), html: z.string().nullable() })
    .nullable()
    .optional()
    .meta({ description: 'The mails quoted below it, folded away; html is sanitised. Absent where it is no mail.' }),
  signature: z.string().nullable().optional().meta({ description: 'What its mail ended with, folded away.' }),
})

export const participantSchema = z.strictObject({
  id,
  role: z.enum(['cc', 'bcc', 'follower']),
  email: z.string().nullable(),
  name: z.string(),
  contact_id: id.nullable(),
  member_id: id.nullable(),
})

const ticketSchema = z.strictObject({
  id,
  number: z.int().meta({ description: 'Per desk, from 1, without gaps.' }),
  subject: z.string(),
  status: z.enum(STATUSES),
  priority: z.enum(PRIORITIES),
  department: named,
  type: named,
  requester: z.strictObject({
    id,
    external_id: z.string().nullable(),
    email: z.string().nullable(),
    name: z.string(),
  }),
  requester_verified: z
    .boolean()
    .meta({ description: 'False where nothing shows who the requester is: a public key, a mail nobody vouches for.' }),
  assignee: z.strictObject({ id, name: z.string(), email: z.string() }).nullable(),
  tags: z.array(z.string()),
  fields: z.record(z.string(), z.string()),
  metadata: z.record(z.string(), z.unknown()),
  channel: z.string(),
  source: z.string(),
  culture: z.string(),
  external_ref: z.string().nullable(),
  message_count: z.int(),
  opened_at: time,
  snoozed_until: time.nullable().meta({ description: 'Set only while the status is snoozed.' }),
  first_response_at: time.nullable().meta({ description: "An agent's first public message." }),
  resolved_at: time.nullable(),
  closed_at: time.nullable().meta({ description: 'Set only while the status is closed.' }),
  last_message_at: time,
  created_at: time,
  updated_at: time,
  merged_into: ticketRefSchema
    .optional()
    .meta({ description: 'The ticket that shows its messages; absent where it was not merged.' }),
})

export const ticketSnapshotSchema = ticketSchema.extend({ participants: z.array(participantSchema) })
export const slaTimerSchema = z.strictObject({
  kind: z.enum(KINDS),
  policy: named,
  clock: z.enum(CLOCKS),
  target_minutes: z.int(),
  started_at: time,
  due_at: time.nullable().meta({ description: 'Null while it is paused.' }),
  remaining_minutes: z.number().nullable().meta({ description: 'Only while it is paused.' }),
  paused_at: time.nullable(),
  warned_at: time.nullable(),
  breached_at: time.nullable(),
  met_at: time.nullable(),
})
export const wholeTicketSchema = ticketSnapshotSchema.extend({
  messages: z.array(messageSchema),
  sla: z.array(slaTimerSchema).meta({
    description: 'What the ticket was promised by when, one a kind. The timers start a moment after its creation.',
  }),
  links: z.array(linkSchema),
})
export const ticketPageSchema = z.strictObject({
  data: z.array(
    ticketSchema.extend({
      unread: z.boolean().optional().meta({
        description: 'With `include=unread`: whether anybody wrote since the asking member read it.',
      }),
    }),
  ),
  next_cursor: z.string().nullable().meta({ description: 'The `cursor` of the next page; null on the last.' }),
})
export const acceptedSchema = z.strictObject({ accepted: z.literal(true) })
