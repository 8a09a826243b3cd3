import type { ColumnType } from 'kysely'
import type { DefaultTimestamp, Json, Timestamp, WithDefault } from './columns.ts'

export type SlackConnectionKind = 'app' | 'incoming_webhook'

/** Slack. */
export type SlackTables = {
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
