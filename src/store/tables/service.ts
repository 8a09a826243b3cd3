import type { DefaultTimestamp, Timestamp, WithDefault } from './columns.ts'
import type { BodyFormat } from './tickets.ts'

export type ServiceTextKind = 'greeting' | 'survey'

/** What people who serve customers have at hand. */
export type ServiceTables = {
  canned_reply: {
    desk_id: string
    id: string
    title: string
    category: WithDefault<string>
    subcategory: WithDefault<string>
    format: BodyFormat
    body: string
    department_id: string | null
    member_id: string | null
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
  }
  ticket_erasure: {
    desk_id: string
    ticket_id: string
    erased_at: Timestamp
    actor_kind: string
    actor_id: string | null
  }
  event_queue: {
    desk_id: string
    credential_id: string
    xid: string
    id: string
    types: WithDefault<string[]>
    created_at: DefaultTimestamp
  }
  event_lease: {
    desk_id: string
    credential_id: string
    event_xid: string
    event_id: string
    leased_until: Timestamp
    created_at: DefaultTimestamp
  }
  ticket_quiet: { desk_id: string; ticket_id: string; created_at: DefaultTimestamp }
  service_text: {
    desk_id: string
    kind: ServiceTextKind
    culture: string
    department_id: string
    text: string
    updated_at: DefaultTimestamp
  }
  ticket_read: { desk_id: string; ticket_id: string; member_id: string; read_at: Timestamp }
}
