import type { Generated } from 'kysely'
import type { DefaultTimestamp, Json, Timestamp } from './columns.ts'

/** The log, and what was answered already. */
export type EventTables = {
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
}
