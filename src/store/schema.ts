import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Holiday, Interval } from '../core/business-hours/schedule.ts'
import type { InterventionField, InterventionSettings } from '../core/interventions/intervention.ts'
import type { Translations } from '../core/templates/template.ts'
import type { RuleTables } from './rule-tables.ts'

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
export type Assignment = 'manual' | 'round_robin' | 'least_loaded'
export type SlaKind = 'first_reply' | 'next_reply' | 'resolution'
export type SlaClock = 'business' | 'wall'
export type SlackConnectionKind = 'app' | 'incoming_webhook'
export type BodyFormat = 'text' | 'markdown' | 'html'
export type TemplateType = 'reply' | 'intervention'
export type DeliveryChannel = 'webhook' | 'mail' | 'slack'
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'failed'
/** `implicit`: from the first byte (port 465); `starttls`: or not at all; `opportunistic`: where the server can. */
export type MailTls = 'implicit' | 'starttls' | 'opportunistic' | 'none'
/** `received`: its outcome is not known yet. */
export type HookDeliveryState = 'received' | 'created' | 'quarantined' | 'blocked' | 'ignored' | 'refused'
export type IdentityKind = 'external_id' | 'email' | 'phone' | 'channel'

/** Minutes, by what is promised and by priority. */
export type SlaTargets = Partial<Record<SlaKind, Partial<Record<TicketPriority, number>>>>

/** The tables as Kysely knows them. bigint comes and goes as a decimal string. */
export type Tables = RuleTables & {
  desk: {
    desk_id: string
    slug: string
    name: string
    culture: WithDefault<string>
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
    business_hours_id: string | null
    assignment: WithDefault<Assignment>
    created_at: DefaultTimestamp
    deleted_at: Timestamp | null
  }
  department_member: { desk_id: string; department_id: string; member_id: string; created_at: DefaultTimestamp }
  business_hours: {
    desk_id: string
    id: string
    name: string
    is_default: WithDefault<boolean>
    time_zone: string
    weekly: ColumnType<Interval[], string, string>
    holidays: ColumnType<Holiday[], string, string>
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
  }
  sla_policy: {
    desk_id: string
    id: string
    name: string
    position: WithDefault<number>
    departments: string[] | null
    types: string[] | null
    priorities: TicketPriority[] | null
    targets: ColumnType<SlaTargets, string, string>
    clock: SlaClock
    warn_percent: number | null
    warn_minutes: number | null
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
    deleted_at: Timestamp | null
  }
  ticket_sla: {
    desk_id: string
    ticket_id: string
    kind: SlaKind
    policy_id: string
    department_id: string
    target_minutes: number
    clock: SlaClock
    warn_after: number | null
    started_at: Timestamp
    used_minutes: WithDefault<number>
    running_since: Timestamp | null
    due_at: Timestamp | null
    warn_at: Timestamp | null
    paused_at: Timestamp | null
    warned_at: Timestamp | null
    breached_at: Timestamp | null
    met_at: Timestamp | null
    next_at: GeneratedAlways<Date | null>
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
    capacity: number | null
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
  template: {
    desk_id: string
    id: string
    type: TemplateType
    identifier: string
    name: string
    format: BodyFormat
    subject: string
    body: string
    translations: ColumnType<Translations, string | undefined, string>
    department_id: string | null
    enabled: WithDefault<boolean>
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
    archived_at: Timestamp | null
  }
  intervention: {
    desk_id: string
    id: string
    name: string
    title: string
    enabled: WithDefault<boolean>
    fields: ColumnType<InterventionField[], string | undefined, string>
    private_template_id: string | null
    public_template_id: string | null
    settings: ColumnType<InterventionSettings, string | undefined, string>
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
    archived_at: Timestamp | null
  }
  intervention_epilog: {
    desk_id: string
    intervention_id: string
    url: string
    timeout_seconds: number
    secret: Buffer
    created_at: Timestamp
  }
  intervention_run: {
    desk_id: string
    id: string
    intervention_id: string
    ticket_id: string
    uid: string | null
    data: Json
    private_message_id: string | null
    public_message_id: string | null
    created_at: Timestamp
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
  mail_settings: {
    desk_id: string
    from_address: string | null
    from_name: string | null
    host: string | null
    port: number | null
    tls: MailTls | null
    username: string | null
    password: Buffer | null
    dkim_domain: string | null
    dkim_selector: string | null
    dkim_key: Buffer | null
    acknowledgement: boolean
    acknowledgements_per_day: number
    closing_notice: boolean
    survey: boolean
    updated_at: DefaultTimestamp
  }
  mail_message: {
    desk_id: string
    message_id: string
    ticket_id: string
    event_id: string
    is_public: boolean
    created_at: Timestamp
  }
  mail_opt_out: { desk_id: string; address: string; kind: 'notices' | 'copies'; created_at: DefaultTimestamp }
  member_notification: {
    desk_id: string
    member_id: string
    new_ticket: boolean
    assignment: boolean
    reply: boolean
    unassigned_reply: boolean
    mention: boolean
  }
  mail_caught: { desk_id: string; delivery_id: string; file: string; created_at: DefaultTimestamp }
  ticket_rating: {
    desk_id: string
    ticket_id: string
    score: number
    comment: string | null
    rated_at: DefaultTimestamp
  }
  hook: {
    desk_id: string
    id: string
    name: string
    source: string
    secret_hash: Buffer
    secret_sealed: Buffer
    signing_sealed: Buffer | null
    department_id: string | null
    ticket_type_id: string | null
    notify_requester: WithDefault<boolean>
    defaults: DefaultJson
    mapping: DefaultJson
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
    revoked_at: Timestamp | null
  }
  hook_delivery: {
    desk_id: string
    id: string
    hook_id: string
    key: string | null
    state: HookDeliveryState
    detail: string | null
    content_type: string | null
    headers: Json
    body: Buffer
    ticket_id: string | null
    ticket_number: string | null
    repeats: WithDefault<number>
    received_at: DefaultTimestamp
    processed_at: Timestamp | null
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
  slack_connection: {
    desk_id: string
    id: string
    name: string
    kind: SlackConnectionKind
    is_enabled: WithDefault<boolean>
    secret: Buffer
    signing_secret: Buffer | null
    hint: string
    team_id: string | null
    routes: ColumnType<unknown[], string, string>
    ticket_url: string | null
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
  }
  slack_thread: {
    desk_id: string
    connection_id: string
    channel: string
    ticket_id: string
    root_event_id: string
    ts: string | null
    created_at: DefaultTimestamp
  }
  slack_receipt: {
    desk_id: string
    connection_id: string
    key: string
    channel: string
    payload: Json | null
    answer: string | null
    message_id: string | null
    created_at: DefaultTimestamp
    done_at: Timestamp | null
  }
  slack_user: {
    desk_id: string
    connection_id: string
    user_id: string
    name: string
    email: string | null
    read_at: Timestamp
  }
}
