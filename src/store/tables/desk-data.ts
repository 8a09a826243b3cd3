import type { DefaultTimestamp, Timestamp } from './columns.ts'

/** How long a desk keeps what, and whom it has erased. */
export type DeskDataTables = {
  retention: {
    desk_id: string
    closed_days: number | null
    spam_days: number | null
    inbound_raw_days: number | null
    activity_days: number | null
    updated_at: DefaultTimestamp
  }
  contact_erasure: {
    desk_id: string
    id: string
    contact_id: string
    erased_at: Timestamp
    actor_kind: string
    actor_id: string | null
    receipt: string
    sha256: string
  }
}
