import type { DefaultTimestamp, WithDefault } from './columns.ts'

export type FieldKind = 'text' | 'number' | 'date' | 'select' | 'checkbox'

/** What the named values of tickets may be. */
export type FieldTables = {
  field: {
    desk_id: string
    id: string
    key: string
    label: string
    kind: FieldKind
    options: WithDefault<string[]>
    department_id: string | null
    ticket_type_id: string | null
    is_required: WithDefault<boolean>
    position: WithDefault<number>
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
  }
}
