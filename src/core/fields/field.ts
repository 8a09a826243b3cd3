import { type ExpressionBuilder, sql } from 'kysely'
import type { FieldKind, Tables } from '../../store/schema.ts'
import type { Named } from '../tickets/ticket.ts'

export const FIELD_KINDS = ['text', 'number', 'date', 'select', 'checkbox'] as const satisfies FieldKind[]

/** What tickets' values under a key may be. */
export type Field = {
  id: string
  /** As in a ticket's `fields`. */
  key: string
  label: string
  kind: FieldKind
  /** Of a select: the values there are. */
  options: string[]
  /** Of which department's tickets, of which type; null for all. */
  department: Named | null
  type: Named | null
  /** Whether members need a value before they resolve or close. */
  required: boolean
  position: number
  created_at: string
  updated_at: string
}

type FieldRow = Omit<Field, 'required' | 'created_at' | 'updated_at'> & {
  is_required: boolean
  created_at: Date
  updated_at: Date
}

const named = (table: 'department' | 'ticket_type', column: 'department_id' | 'ticket_type_id') =>
  sql<Named | null>`(
    select json_build_object('id', n.id::text, 'name', n.name) from ${sql.table(table)} n
    where n.desk_id = field.desk_id and n.id = ${sql.ref(`field.${column}`)}
  )`

export const FIELD = (_: ExpressionBuilder<Tables, 'field'>) =>
  [
    'id',
    'key',
    'label',
    'kind',
    'options',
    named('department', 'department_id').as('department'),
    named('ticket_type', 'ticket_type_id').as('type'),
    'is_required',
    'position',
    'created_at',
    'updated_at',
  ] as const

export const toField = ({ is_required, ...row }: FieldRow): Field => ({
  id: row.id,
  key: row.key,
  label: row.label,
  kind: row.kind,
  options: row.options,
  department: row.department,
  type: row.type,
  required: is_required,
  position: row.position,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})
