import type { Selectable } from 'kysely'
import type { BodyFormat, Tables, TicketStatus } from '../../store/schema.ts'
import type { NewMessage } from '../messages/add.ts'
import type { TemplateReply } from '../templates/reply.ts'
import type { AttachmentSummary } from '../tickets/ticket.ts'

/** What is to be sent, in the words of POST /v1/tickets/{ticket}/messages. Null or empty where nothing was said. */
export type ScheduledContent = {
  public: boolean
  author: 'agent' | 'requester'
  body: string | null
  body_format: BodyFormat
  template: string | null
  data: Record<string, unknown> | null
  status: TicketStatus | null
  snoozed_until: string | null
  seen_message_id: string | null
  mentions: string[]
  to: string[]
  cc: string[]
  bcc: string[]
  signed: boolean
}

/** `reason`: why it failed, by the code that the API would have refused it with. */
export type ScheduledMessage = ScheduledContent & {
  id: string
  ticket_id: string
  by: { id: string | null; name: string }
  state: 'scheduled' | 'failed'
  reason: string | null
  send_at: string
  created_at: string
  attachments: AttachmentSummary[]
}

type Row = Pick<
  Selectable<Tables['scheduled_message']>,
  'id' | 'ticket_id' | 'member_id' | 'actor_name' | 'state' | 'reason' | 'content' | 'send_at' | 'created_at'
> & { attachments: AttachmentSummary[] }

/** The columns of Row, of a table called `d`, without its attachments (ATTACHMENTS_OF_ROW). */
export const SCHEDULED = [
  'd.id',
  'd.ticket_id',
  'd.member_id',
  'd.actor_name',
  'd.state',
  'd.reason',
  'd.content',
  'd.send_at',
  'd.created_at',
] as const

export const toScheduledMessage = (row: Row): ScheduledMessage => ({
  id: row.id,
  ticket_id: row.ticket_id,
  by: { id: row.member_id, name: row.actor_name },
  state: row.state === 'failed' ? 'failed' : 'scheduled',
  reason: row.reason,
  send_at: row.send_at.toISOString(),
  created_at: row.created_at.toISOString(),
  ...row.content,
  // Kept before there was one.
  to: row.content.to ?? [],
  attachments: row.attachments,
})

export const toMessage = (content: ScheduledContent, attachments: string[]): NewMessage | TemplateReply => {
  const copied = (['cc', 'bcc'] as const).flatMap((role) => content[role].map((email) => ({ email, name: null, role })))
  const message = {
    author: content.author,
    public: content.public,
    attachments,
    status: content.status ?? undefined,
    snoozedUntil: content.snoozed_until === null ? undefined : new Date(content.snoozed_until),
    seenMessageId: content.seen_message_id ?? undefined,
    mentions: content.mentions,
    signed: content.signed,
    copied: copied.length > 0 ? copied : undefined,
    to: content.to,
  }
  return content.template === null
    ? { ...message, body: { format: content.body_format, source: content.body ?? '' } }
    : { ...message, template: content.template, data: content.data ?? {} }
}
