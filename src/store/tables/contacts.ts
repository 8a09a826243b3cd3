import type { DefaultJson, DefaultTimestamp, Json, Timestamp, WithDefault } from './columns.ts'

export type IdentityKind = 'external_id' | 'email' | 'phone' | 'channel' | 'unverified_email'

/** Who writes. */
export type ContactTables = {
  company: {
    desk_id: string
    id: string
    external_id: string | null
    name: string
    domain: string | null
    traits: DefaultJson
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
  }
  contact: {
    desk_id: string
    id: string
    external_id: string | null
    email: string | null
    name: WithDefault<string>
    company_id: string | null
    culture: string | null
    traits: DefaultJson
    merged_into: string | null
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
    last_seen_at: Timestamp | null
  }
  contact_identity: {
    desk_id: string
    kind: IdentityKind
    value: string
    contact_id: string
    created_at: DefaultTimestamp
  }
  activity: {
    desk_id: string
    id: string
    contact_id: string | null
    session_id: string | null
    type: string
    element: string | null
    page_url: string | null
    metadata: Json | null
    created_at: DefaultTimestamp
  }
}
