import type { GeneratedAlways } from 'kysely'
import type { DefaultTimestamp, Json, Timestamp, WithDefault } from './columns.ts'

export type TicketStatus = 'open' | 'pending' | 'snoozed' | 'resolved' | 'closed' | 'spam'
export type TicketPriority = 'low' | 'normal' | 'high' | 'urgent'
type AuthorKind = 'contact' | 'agent' | 'ai' | 'automation' | 'system'
export type BodyFormat = 'text' | 'markdown' | 'html'

/** Tickets and what is on them. */
export type TicketTables = {
  ticket: {
    desk_id: string
    id: string
    number: string
    subject: string
    status: TicketStatus
    priority: TicketPriority
    department_id: string
    ticket_type_id: string
    contact_id: string
    requester_verified: WithDefault<boolean>
    assignee_id: string | null
    is_unassigned: GeneratedAlways<boolean>
    credential_id: string | null
    channel: string
    source: string
    culture: string
    external_ref: string | null
    fields: Json | null
    metadata: Json | null
    message_count: WithDefault<number>
    opened_at: Timestamp
    snoozed_until: Timestamp | null
    first_response_at: Timestamp | null
    resolved_at: Timestamp | null
    closed_at: Timestamp | null
    last_message_at: Timestamp
    created_at: Timestamp
    updated_at: Timestamp
  }
  participant: {
    desk_id: string
    ticket_id: string
    id: string
    role: 'cc' | 'bcc' | 'follower'
    contact_id: string | null
    member_id: string | null
    name: WithDefault<string>
    email: string | null
    created_at: DefaultTimestamp
  }
  message: {
    desk_id: string
    ticket_id: string
    id: string
    author_kind: AuthorKind
    author_id: string | null
    author_name: string | null
    is_public: boolean
    format: BodyFormat
    text: string
    html: string | null
    markdown: string | null
    created_at: Timestamp
  }
  message_recipient: {
    desk_id: string
    ticket_id: string
    message_id: string
    place: number
    kind: 'to' | 'cc' | 'bcc'
    email: string
    name: string
  }
  attachment: {
    desk_id: string
    id: string
    ticket_id: string | null
    message_id: string | null
    name: string
    media_type: string
    size: string
    sha256: Buffer
    storage_key: string
    credential_id: string | null
    created_at: DefaultTimestamp
    kept_until: Timestamp | null
  }
  tag: { desk_id: string; id: string; name: string; color: string | null; created_at: DefaultTimestamp }
  ticket_tag: {
    desk_id: string
    ticket_id: string
    tag_id: string
    status: TicketStatus
    updated_at: Timestamp
  }
  ticket_rating: {
    desk_id: string
    ticket_id: string
    score: number
    comment: string | null
    rated_at: DefaultTimestamp
  }
}
