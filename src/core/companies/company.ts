import type { Traits } from '../traits.ts'

export type Company = {
  id: string
  external_id: string | null
  name: string
  domain: string | null
  traits: Traits
  created_at: string
  updated_at: string
}

export type CompanyRow = Omit<Company, 'created_at' | 'updated_at'> & { created_at: Date; updated_at: Date }

export const COMPANY = ['id', 'external_id', 'name', 'domain', 'traits', 'created_at', 'updated_at'] as const

export const toCompany = (row: CompanyRow): Company => ({
  ...row,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})
