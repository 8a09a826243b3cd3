import type { ColumnType } from 'kysely'
import type { DefaultTimestamp, Json, Timestamp, WithDefault } from './columns.ts'

/** What becomes of images elsewhere that a mail names. */
export type RemoteImages = 'block' | 'proxy'
export type BounceKind = 'hard' | 'soft' | 'complaint'

/** Mail in, after it is stored. */
export type MailThreadTables = {
  message_mail: {
    desk_id: string
    ticket_id: string
    message_id: string
    inbound_mail_id: string
    mail_id: string | null
    is_public: boolean
    shown: Json
    quoted_text: string | null
    quoted_html: string | null
    signature: string | null
  }
  mail_bounce: {
    desk_id: string
    id: string
    inbound_mail_id: string
    ticket_id: string | null
    message_id: string | null
    address: string
    kind: BounceKind
    status: string | null
    detail: string | null
    created_at: DefaultTimestamp
  }
  mail_suppression: {
    desk_id: string
    address: string
    reason: 'bounce' | 'complaint'
    detail: string | null
    created_at: DefaultTimestamp
  }
  mail_sender: { desk_id: string; address: string; started_at: Timestamp; count: number }
  mail_intake: {
    desk_id: string
    reopen_days: number
    sender_hourly: number
    subject_patterns: ColumnType<unknown[], string, string>
    remote_images: WithDefault<RemoteImages>
    updated_at: DefaultTimestamp
  }
}
