import type { Holiday, Interval, Schedule } from './schedule.ts'

export type BusinessHours = Schedule & {
  id: string
  name: string
  /** Those of departments that name none: at most one of a desk. */
  is_default: boolean
  created_at: string
  updated_at: string
}

type BusinessHoursRow = Omit<BusinessHours, 'created_at' | 'updated_at'> & { created_at: Date; updated_at: Date }

export const BUSINESS_HOURS = [
  'id',
  'name',
  'is_default',
  'time_zone',
  'weekly',
  'holidays',
  'created_at',
  'updated_at',
] as const

export const toBusinessHours = (row: BusinessHoursRow): BusinessHours => ({
  id: row.id,
  name: row.name,
  is_default: row.is_default,
  time_zone: row.time_zone,
  weekly: row.weekly,
  holidays: row.holidays,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})

/** What a change says; what is absent stays. */
export type BusinessHoursChanges = {
  name?: string | undefined
  isDefault?: boolean | undefined
  timeZone?: string | undefined
  weekly?: Interval[] | undefined
  holidays?: Holiday[] | undefined
}
