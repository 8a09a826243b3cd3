/** A desk as it is shown to itself. */
export type DeskProfile = {
  id: string
  slug: string
  name: string
  culture: string
  /** Origins of the pages that may use public keys; none for all. */
  allowed_origins: string[]
  /** Below the answers of members and departments without one of their own (signatures/signature.ts). */
  signature: string | null
  created_at: string
  updated_at: string
}

type DeskRow = Omit<DeskProfile, 'id' | 'created_at' | 'updated_at'> & {
  desk_id: string
  created_at: Date
  updated_at: Date
}

export const DESK = [
  'desk_id',
  'slug',
  'name',
  'culture',
  'allowed_origins',
  'signature',
  'created_at',
  'updated_at',
] as const

export const toDeskProfile = (row: DeskRow): DeskProfile => ({
  id: row.desk_id,
  slug: row.slug,
  name: row.name,
  culture: row.culture,
  allowed_origins: row.allowed_origins,
  signature: row.signature,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})
