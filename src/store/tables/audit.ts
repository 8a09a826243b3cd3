import type { Json, Timestamp } from './columns.ts'

/** Who did what to a desk, as a chain of digests. */
export type AuditTables = {
  audit_entry: {
    desk_id: string
    seq: string
    event_id: string
    type: string
    actor_kind: string
    actor_id: string | null
    actor_name: string | null
    data: Json
    created_at: Timestamp
    previous: Buffer
    hash: Buffer
  }
}
