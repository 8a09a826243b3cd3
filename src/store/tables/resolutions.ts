import type { DefaultTimestamp, Timestamp } from './columns.ts'

/** How tickets were resolved. */
export type ResolutionTables = {
  resolution_category: {
    desk_id: string
    id: string
    name: string
    color: string | null
    position: number
    created_at: DefaultTimestamp
    deleted_at: Timestamp | null
  }
  ticket_resolution: { desk_id: string; ticket_id: string; category_id: string; set_at: Timestamp }
}
