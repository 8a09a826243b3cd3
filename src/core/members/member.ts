import type { Availability, MemberAccess, MemberRole } from '../../store/schema.ts'

export const ROLES = ['owner', 'admin', 'agent', 'light_agent'] as const satisfies MemberRole[]
export const ACCESSES = ['all', 'departments'] as const satisfies MemberAccess[]
export const AVAILABILITIES = ['online', 'away', 'offline'] as const satisfies Availability[]

export type Member = {
  id: string
  email: string
  name: string
  role: MemberRole
  /** Whose tickets they see and change: all of the desk's, or those of the departments whose team they are on. */
  access: MemberAccess
  /** Only who is online is given tickets by `auto`. */
  availability: Availability
  /** Which kind of break it is, in the desk's own words; null unless they are away. */
  away_reason: string | null
  /** What another system knows them by: one member's. */
  external_ref: string | null
  /** With so many open and pending tickets they are given no more by `auto`; null is without limit. */
  capacity: number | null
  created_at: string
  disabled_at: string | null
}

export type MemberRow = Omit<Member, 'created_at' | 'disabled_at'> & { created_at: Date; disabled_at: Date | null }

export const MEMBER = [
  'id',
  'email',
  'name',
  'role',
  'access',
  'availability',
  'away_reason',
  'external_ref',
  'capacity',
  'created_at',
  'disabled_at',
] as const

export const toMember = (row: MemberRow): Member => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role,
  access: row.access,
  availability: row.availability,
  away_reason: row.away_reason,
  external_ref: row.external_ref,
  capacity: row.capacity,
  created_at: row.created_at.toISOString(),
  disabled_at: row.disabled_at?.toISOString() ?? null,
})
