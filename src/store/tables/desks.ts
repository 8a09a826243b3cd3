import type { DefaultJson, DefaultTimestamp, Timestamp, WithDefault } from './columns.ts'

export type Assignment = 'manual' | 'round_robin' | 'least_loaded'

/** Desks and what they are divided into. */
export type DeskTables = {
  desk: {
    desk_id: string
    slug: string
    name: string
    culture: WithDefault<string>
    allowed_origins: WithDefault<string[]>
    settings: DefaultJson
    signature: string | null
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
  }
  desk_counter: { desk_id: string; ticket_number: WithDefault<string>; credential_number: WithDefault<number> }
  department: {
    desk_id: string
    id: string
    guid: WithDefault<string>
    name: string
    is_default: WithDefault<boolean>
    is_public: WithDefault<boolean>
    business_hours_id: string | null
    assignment: WithDefault<Assignment>
    mailbox_id: string | null
    signature: string | null
    created_at: DefaultTimestamp
    deleted_at: Timestamp | null
  }
  department_member: { desk_id: string; department_id: string; member_id: string; created_at: DefaultTimestamp }
  ticket_type: {
    desk_id: string
    id: string
    name: string
    is_default: WithDefault<boolean>
    is_internal: WithDefault<boolean>
    position: WithDefault<number>
    created_at: DefaultTimestamp
    archived_at: Timestamp | null
  }
  blocklist: { desk_id: string; value: string; reason: string | null; created_at: DefaultTimestamp }
  identity_verification: {
    desk_id: string
    enabled: boolean
    secret: Buffer
    hint: string
    updated_at: DefaultTimestamp
  }
}
