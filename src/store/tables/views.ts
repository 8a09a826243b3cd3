import type { ColumnType } from 'kysely'
import type { ViewFilter } from '../../core/views/filter.ts'
import type { DefaultTimestamp } from './columns.ts'

/** What agents look at tickets by, and which mail becomes none. */
export type ViewTables = {
  view: {
    desk_id: string
    id: string
    name: string
    filter: ColumnType<ViewFilter, string, string>
    sort: string
    columns: string[]
    is_shared: boolean
    member_id: string | null
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
  }
  watchlist: {
    desk_id: string
    id: string
    name: string
    icon: string | null
    is_shared: boolean
    member_id: string | null
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
  }
  watchlist_ticket: { desk_id: string; watchlist_id: string; ticket_id: string; position: number }
  ignored_mail: {
    desk_id: string
    id: string
    kind: 'sender' | 'subject'
    value: string
    created_at: DefaultTimestamp
  }
}
