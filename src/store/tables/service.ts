import type { DefaultTimestamp, WithDefault } from './columns.ts'
import type { BodyFormat } from './tickets.ts'

/** What people who serve customers have at hand. */
export type ServiceTables = {
  canned_reply: {
    desk_id: string
    id: string
    title: string
    category: WithDefault<string>
    subcategory: WithDefault<string>
    format: BodyFormat
    body: string
    department_id: string | null
    member_id: string | null
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
  }
}
