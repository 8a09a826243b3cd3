import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { BUSINESS_HOURS, type BusinessHours, type BusinessHoursChanges, toBusinessHours } from './business-hours.ts'
import { clearDefaultHours, findBusinessHours, hoursNameTaken } from './find.ts'

/** Changes business hours. The due times that run by them move with them (core/sla/follow.ts). */
export const updateBusinessHours = async (
  change: Change,
  id: string,
  given: BusinessHoursChanges,
): Promise<Result<BusinessHours, { code: 'business_hours_not_found' } | { code: 'name_taken' }>> => {
  await lockSettings(change)
  if (!(await findBusinessHours(change, id))) return fail({ code: 'business_hours_not_found' })
  if (given.name !== undefined && (await hoursNameTaken(change, given.name, id))) return fail({ code: 'name_taken' })
  if (given.isDefault) await clearDefaultHours(change)
  const row = await change.tx
    .updateTable('business_hours')
    .set({
      name: given.name,
      is_default: given.isDefault,
      time_zone: given.timeZone,
      weekly: given.weekly && JSON.stringify(given.weekly),
      holidays: given.holidays && JSON.stringify(given.holidays),
      updated_at: new Date(),
    })
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .returning(BUSINESS_HOURS)
    .executeTakeFirstOrThrow()
  const hours = toBusinessHours(row)
  await recordEvent(change, { type: 'business_hours.updated', data: { business_hours: hours } })
  return ok(hours)
}
