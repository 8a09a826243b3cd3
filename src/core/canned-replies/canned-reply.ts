import type { BodyFormat } from '../../store/schema.ts'
import type { Named } from '../tickets/ticket.ts'

/** A text that people answer with, as it is: a template is filled in, this is not. */
export type CannedReply = {
  id: string
  /** May be empty, where a contract makes one before it is written. */
  title: string
  category: string
  subcategory: string
  format: BodyFormat
  /** As its author wrote it; html is sanitised. */
  body: string
  /** Who it is for; null for all. */
  department: Named | null
  /** Whose own it is: nobody else sees it. Null where it is shared. */
  member: Named | null
  created_at: string
  updated_at: string
}

export type CannedReplyRow = Omit<CannedReply, 'department' | 'member' | 'created_at' | 'updated_at'> & {
  department_id: string | null
  department_name: string | null
  member_id: string | null
  member_name: string | null
  created_at: Date
  updated_at: Date
}

export const toCannedReply = (row: CannedReplyRow): CannedReply => ({
  id: row.id,
  title: row.title,
  category: row.category,
  subcategory: row.subcategory,
  format: row.format,
  body: row.body,
  department: row.department_id === null ? null : { id: row.department_id, name: row.department_name ?? '' },
  member: row.member_id === null ? null : { id: row.member_id, name: row.member_name ?? '' },
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})
