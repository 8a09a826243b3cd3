import type { ColumnType } from 'kysely'
import type { DefaultTimestamp, Timestamp, WithDefault } from './columns.ts'

export type ImportKind = 'mbox' | 'contacts'
export type ImportState = 'waiting' | 'running' | 'finished' | 'failed' | 'cancelled'
type ImportErrors = { place: number; code: string }[]

export type ImportTables = {
  import: {
    desk_id: string
    id: string
    kind: ImportKind
    name: string
    mailbox_id: string | null
    mail_max_bytes: number
    state: WithDefault<ImportState>
    reason: string | null
    storage_key: string | null
    size: string
    read_bytes: WithDefault<string>
    place: WithDefault<number>
    seen: WithDefault<number>
    created: WithDefault<number>
    updated: WithDefault<number>
    known: WithDefault<number>
    failed: WithDefault<number>
    errors: ColumnType<ImportErrors, string | undefined, string>
    created_at: DefaultTimestamp
    ended_at: Timestamp | null
  }
}
