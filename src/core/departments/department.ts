export type Department = {
  id: string
  /** The same department for contracts that know it by a GUID. */
  guid: string
  name: string
  /** Where tickets go that name none: one department of a desk. */
  is_default: boolean
  /** Whether customers may see and choose it. */
  is_public: boolean
  created_at: string
  deleted_at: string | null
}

export type DepartmentRow = Omit<Department, 'created_at' | 'deleted_at'> & {
  created_at: Date
  deleted_at: Date | null
}

export const DEPARTMENT = ['id', 'guid', 'name', 'is_default', 'is_public', 'created_at', 'deleted_at'] as const

export const toDepartment = (row: DepartmentRow): Department => ({
  id: row.id,
  guid: row.guid,
  name: row.name,
  is_default: row.is_default,
  is_public: row.is_public,
  created_at: row.created_at.toISOString(),
  deleted_at: row.deleted_at?.toISOString() ?? null,
})
