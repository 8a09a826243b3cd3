import type { Database } from '../../store/open.ts'
import type { DeskId } from '../ids.ts'

export const INTERVALS = ['day', 'week', 'month'] as const
export const GROUPS = ['department', 'channel'] as const

/** Days of a desk's calendar, both included. */
export type Range = { from: string; to: string }

/** What a report is about. */
export type ReportQuery = Range & {
  interval: (typeof INTERVALS)[number]
  group: (typeof GROUPS)[number] | null
}

/** Which calendar a desk's days are of: its default business hours', else UTC. */
export const timeZoneOf = async (db: Database, deskId: DeskId): Promise<string> => {
  const hours = await db
    .selectFrom('business_hours')
    .select('time_zone')
    .where('desk_id', '=', deskId)
    .where('is_default', '=', true)
    .executeTakeFirst()
  return hours?.time_zone ?? 'UTC'
}
