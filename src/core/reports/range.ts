import type { Database } from '../../store/open.ts'
import { departmentsInReach } from '../../store/reach.ts'
import type { Actor } from '../actor.ts'
import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'

export const INTERVALS = ['day', 'week', 'month'] as const
export const GROUPS = ['department', 'channel', 'source'] as const

/** Days of a calendar, both included; of the desk's where no time zone (IANA) is named. */
export type Range = { from: string; to: string; timeZone?: string | undefined }

/** What of a desk: a department by id or name, a channel, a source; all of it where absent. */
export type Part = { department?: string | undefined; channel?: string | undefined; source?: string | undefined }

/** What a report is about. */
export type ReportQuery = Range &
  Part & {
    interval: (typeof INTERVALS)[number]
    group: (typeof GROUPS)[number] | null
  }

export type UnknownDepartment = { code: 'department_not_found' }

/** The ids of the departments that a report is of, those within the actor's reach; null for all of them. */
export const departmentOf = async (
  lodge: Lodge,
  { deskId, departments }: Actor,
  idOrName: string | undefined,
): Promise<Result<string[] | null, UnknownDepartment>> => {
  if (idOrName === undefined) return ok(departmentsInReach(departments, undefined) ?? null)
  const known = (await lodge.desks.get(deskId)).department(idOrName)
  const found = known ?? (await lodge.desks.fresh(deskId)).department(idOrName)
  return found ? ok(departmentsInReach(departments, [found.id]) ?? null) : fail({ code: 'department_not_found' })
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
