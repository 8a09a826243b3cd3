import type { ColumnType } from 'kysely'
import type { DraftContent } from '../../core/drafts/draft.ts'
import type { ScheduledContent } from '../../core/scheduled-messages/scheduled-message.ts'
import type { DefaultTimestamp, Timestamp, WithDefault } from './columns.ts'

/** What is not sent yet, and what a member should know of. */
export type DraftTables = {
  draft: {
    desk_id: string
    ticket_id: string
    writer_id: string
    content: ColumnType<DraftContent, string, string>
    attachments: WithDefault<string[]>
    updated_at: DefaultTimestamp
  }
  scheduled_message: {
    desk_id: string
    id: string
    ticket_id: string
    member_id: string | null
    credential_id: string | null
    actor_kind: string
    actor_name: string
    state: WithDefault<'scheduled' | 'sent' | 'failed'>
    reason: string | null
    content: ColumnType<ScheduledContent, string, string>
    attachments: WithDefault<string[]>
    message_id: string | null
    send_at: Timestamp
    created_at: DefaultTimestamp
  }
  notification: {
    desk_id: string
    member_id: string
    id: string
    kind: 'mention' | 'assignment' | 'reply' | 'not_sent'
    ticket_id: string
    message_id: string | null
    by_id: string | null
    created_at: Timestamp
    read_at: Timestamp | null
  }
}
