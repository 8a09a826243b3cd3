import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

/** A column the database fills where the insert leaves it out. */
type WithDefault<T> = Generated<T>
type Timestamp = ColumnType<Date, Date | string, Date | string>
type DefaultTimestamp = ColumnType<Date, Date | string | undefined, Date | string>
/** jsonb: read as parsed, written as JSON text. */
type Json = ColumnType<Record<string, unknown>, string, string>
type DefaultJson = ColumnType<Record<string, unknown>, string | undefined, string>

export type TicketStatus = 'open' | 'pending' | 'snoozed' | 'resolved' | 'closed' | 'spam'
export type TicketPriority = 'low' | 'normal' | 'high' | 'urgent'
export type MemberRole = 'owner' | 'admin' | 'agent' | 'light_agent'
export type Availability = 'online' | 'away' | 'offline'
export type CredentialKind = 'token' | 'widget' | 'pair' | 'tickiti'
type AuthorKind = 'contact' | 'agent' | 'ai' | 'automation' | 'system'
export type BodyFormat = 'text' | 'markdown' | 'html'
export type DeliveryChannel = 'webhook' | 'mail' | 'slack'
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'failed'
export type IdentityKind = 'external_id' | 'email' | 'phone' | 'channel' | 'unverified_email'

/** The tables as Kysely knows them. bigint comes and goes as a decimal string. */
export type Tables = {
  desk: {
    desk_id: string
    slug: string
    name: string
    culture: WithDefault<string>
    allowed_origins: WithDefault<string[]>
    settings: DefaultJson
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
    created_at: DefaultTimestamp
    deleted_at: Timestamp | null
  }
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
  member: {
    desk_id: string
    id: string
    email: string
    name: string
    role: MemberRole
    availability: WithDefault<Availability>
    last_assigned_at: Timestamp | null
    created_at: DefaultTimestamp
    disabled_at: Timestamp | null
  }
  credential: {
    desk_id: string
    id: string
    number: number
    kind: CredentialKind
    name: string
    secret_hash: Buffer
    hint: string
    scopes: string[]
    department_id: string | null
    member_id: string | null
    created_at: DefaultTimestamp
    expires_at: Timestamp | null
    revoked_at: Timestamp | null
  }
  blocklist: { desk_id: string; value: string; reason: string | null; created_at: DefaultTimestamp }
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
  }
  tag: { desk_id: string; id: string; name: string; color: string | null; created_at: DefaultTimestamp }
  ticket_tag: {
    desk_id: string
    ticket_id: string
    tag_id: string
    status: TicketStatus
    updated_at: Timestamp
  }
  event: {
    desk_id: string
    xid: Generated<string>
    id: string
    type: string
    ticket_id: string | null
    actor_kind: string
    actor_id: string | null
    data: Json
    created_at: Timestamp
  }
  identity_verification: {
    desk_id: string
    enabled: boolean
    secret: Buffer
    hint: string
    updated_at: DefaultTimestamp
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
  idempotency_key: {
    desk_id: string
    credential_id: string
    key: string
    request_hash: Buffer
    status: number | null
    body: string | null
    event_xid: string | null
    event_id: string | null
    created_at: DefaultTimestamp
  }
  delivery: {
    desk_id: string
    id: string
    channel: DeliveryChannel
    target: string
    lane: string
    event_xid: string
    event_id: string
    event_type: string
    ticket_id: string | null
    data: Json
    state: WithDefault<DeliveryState>
    due_at: Timestamp
    attempts: WithDefault<number>
    tries: WithDefault<number>
    handed_over: WithDefault<boolean>
    uncertain: WithDefault<boolean>
    permanent: boolean | null
    reason: string | null
    status: number | null
    detail: string | null
    created_at: Timestamp
    finished_at: Timestamp | null
  }
  delivery_attempt: {
    desk_id: string
    delivery_id: string
    attempt: number
    started_at: Timestamp
    took_ms: number
    ok: boolean
    permanent: boolean
    reason: string | null
    status: number | null
    detail: string | null
  }
  delivery_lane: {
    desk_id: string
    channel: DeliveryChannel
    lane: string
    name: string
    failing_since: Timestamp | null
    resting_until: Timestamp | null
    paused_at: Timestamp | null
    reason: string | null
  }
  webhook: {
    desk_id: string
    id: string
    url: string
    description: WithDefault<string>
    types: string[]
    enabled: WithDefault<boolean>
    disabled_reason: string | null
    secret: Buffer
    old_secret: Buffer | null
    old_secret_until: Timestamp | null
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
  }
}
