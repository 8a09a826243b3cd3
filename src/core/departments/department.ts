import type { Assignment } from '../../store/schema.ts'

export const ASSIGNMENTS = ['manual', 'round_robin', 'least_loaded'] as const satisfies Assignment[]

export type Department = {
  id: string
  /** The same department for contracts that know it by a GUID. */
  guid: string
  name: string
  /** Where tickets go that name none: one department of a desk. */
  is_default: boolean
  /** Whether customers may see and choose it. */
  is_public: boolean
  /** When it works; null is by the desk's default ones. */
  business_hours_id: string | null
  /** Whether its open tickets without an assignee are given to a member, and how that one is chosen. */
  assignment: Assignment
  /** Whose name and address mails to customers about its tickets are from; null is the desk's own. */
  mailbox_id: string | null
  /** Below the answers of members without one of their own; null for the desk's. */
  signature: string | null
  created_at: string
  deleted_at: string | null
}

export type DepartmentRow = Omit<Department, 'created_at' | 'deleted_at'> & {
  created_at: Date
  deleted_at: Date | null
}

export const DEPARTMENT = [
  'id',
  'guid',
  'name',
  'is_default',
  'is_public',
  'business_hours_id',
  'assignment',
  'mailbox_id',
  'signature',
  'created_at',
  'deleted_at',
] as const

export const toDepartment = (row: DepartmentRow): Department => ({
  id: row.id,
  guid: row.guid,
  name: row.name,
  is_default: row.is_default,
  is_public: row.is_public,
  business_hours_id: row.business_hours_id,
  assignment: row.assignment,
  mailbox_id: row.mailbox_id,
  signature: row.signature,
  created_at: row.created_at.toISOString(),
  deleted_at: row.deleted_at?.toISOString() ?? null,
})
