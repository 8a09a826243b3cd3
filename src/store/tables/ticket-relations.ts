import type { ColumnType } from 'kysely'
import type { Changes } from '../../core/tickets/update.ts'
import type { DefaultTimestamp, Timestamp } from './columns.ts'
import type { TicketStatus } from './tickets.ts'

export type LinkKind = 'related' | 'follow_up' | 'duplicate' | 'parent' | 'child'

/** What tickets are to each other, and changes of many that can be taken back. */
export type TicketRelationTables = {
  ticket_link: {
    desk_id: string
    ticket_id: string
    other_id: string
    kind: LinkKind
    created_at: DefaultTimestamp
  }
  ticket_merge: {
    desk_id: string
    ticket_id: string
    into_id: string
    root_id: string
    status: TicketStatus
    snoozed_until: Timestamp | null
    resolved_at: Timestamp | null
    closed_at: Timestamp | null
    merged_at: DefaultTimestamp
  }
  ticket_merge_participant: { desk_id: string; ticket_id: string; participant_id: string; source_id: string }
  ticket_split: {
    desk_id: string
    ticket_id: string
    message_id: string
    split_id: string
    created_at: DefaultTimestamp
  }
  bulk_change: { desk_id: string; id: string; created_at: DefaultTimestamp; undone_at: Timestamp | null }
  bulk_change_ticket: {
    desk_id: string
    bulk_id: string
    ticket_id: string
    changes: ColumnType<Changes, string, string>
  }
}
