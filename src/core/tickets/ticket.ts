import type { BodyFormat, TicketPriority, TicketStatus } from '../../store/schema.ts'
import type { TicketLink } from '../links/link.ts'
import type { MessageEmail, Undelivered } from '../messages/email.ts'
import type { Recipients } from '../messages/recipients.ts'
import type { SlaTimer } from '../sla/timer.ts'

/** The shapes that go out: what the API answers, what the event log keeps, what the dialects translate. */

export type Named = { id: string; name: string }
export type Person = { id: string; external_id: string | null; email: string | null; name: string }
/** Another ticket, by both its names. */
export type TicketRef = { id: string; number: number }
export type Assignee = { id: string; name: string; email: string }

export type Participant = {
  id: string
  role: 'cc' | 'bcc' | 'follower'
  email: string | null
  name: string
  contact_id: string | null
  member_id: string | null
}

export type AttachmentSummary = { id: string; name: string; media_type: string; size: number; sha256: string }

export type Message = {
  id: string
  author: { kind: 'contact' | 'agent' | 'ai' | 'automation' | 'system'; id: string | null; name: string | null }
  public: boolean
  format: BodyFormat
  text: string
  html: string | null
  markdown: string | null
  attachments: AttachmentSummary[]
  created_at: string
  /** Whom it was for; absent where it was for nobody who has an address. */
  recipients?: Recipients
  /** What is known of the mail it came by; absent where it came another way. */
  email?: MessageEmail
  /** Whom the mail of it did not reach; absent where nobody said so. */
  undelivered?: Undelivered[]
  /** The ticket that it was written on, where that was merged into this one. */
  merged_from?: TicketRef
  /** The ticket that it became a part of as well, where it was split off. */
  split_to?: TicketRef
}

export type Ticket = {
  id: string
  number: number
  subject: string
  status: TicketStatus
  priority: TicketPriority
  department: Named
  type: Named
  requester: Person
  /** False where it came by a public key without proof of who the requester is. */
  requester_verified: boolean
  assignee: Assignee | null
  tags: string[]
  fields: Record<string, string>
  metadata: Record<string, unknown>
  channel: string
  source: string
  culture: string
  external_ref: string | null
  message_count: number
  opened_at: string
  snoozed_until: string | null
  first_response_at: string | null
  resolved_at: string | null
  closed_at: string | null
  last_message_at: string
  created_at: string
  updated_at: string
  /** The ticket whose conversation shows this one's messages; absent where it was not merged. */
  merged_into?: TicketRef
}

/** What a ticket's events keep of it. */
export type TicketSnapshot = Ticket & { participants: Participant[] }

/** A ticket with its conversation, and what it was promised by when: nothing yet when it is created. */
export type WholeTicket = TicketSnapshot & {
  messages: Message[]
  sla: SlaTimer[]
  links: TicketLink[]
}
