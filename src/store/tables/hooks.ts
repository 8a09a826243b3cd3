import type { DefaultJson, DefaultTimestamp, Json, Timestamp, WithDefault } from './columns.ts'

/** `received`: its outcome is not known yet. */
export type HookDeliveryState = 'received' | 'created' | 'quarantined' | 'blocked' | 'ignored' | 'refused'

/** Intake hooks. */
export type HookTables = {
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
}
