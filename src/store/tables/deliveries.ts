import type { DefaultTimestamp, Json, Timestamp, WithDefault } from './columns.ts'

export type DeliveryChannel = 'webhook' | 'mail' | 'slack'
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'failed'

/** `standard` is Standard Webhooks. */
export type WebhookFormat = 'standard' | 'glassix'

/** What leaves, and where to. */
export type DeliveryTables = {
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
    format: WithDefault<WebhookFormat>
    headers: Buffer | null
    department_id: string | null
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
  }
  webhook_failure: {
    desk_id: string
    webhook_id: string
    since: Timestamp
    failures: number
    reason: string | null
    told_at: Timestamp | null
  }
}
