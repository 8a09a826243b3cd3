import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { BUSINESS_HOURS, type BusinessHours, toBusinessHours } from './business-hours.ts'
import { clearDefaultHours, hoursNameTaken } from './find.ts'
import type { Schedule } from './schedule.ts'

/** Makes business hours, for departments to name; the default ones are those of departments that name none. */
export const createBusinessHours = async (
  change: Change,
  given: Schedule & { name: string; isDefault: boolean },
): Promise<Result<BusinessHours, { code: 'name_taken' }>> => {
  await lockSettings(change)
  if (await hoursNameTaken(change, given.name)) return fail({ code: 'name_taken' })
  if (given.isDefault) await clearDefaultHours(change)
  const row = await change.tx
    .insertInto('business_hours')
    .values({
      desk_id: change.actor.deskId,
      id: change.lodge.store.nextId(),
      name: given.name,
      is_default: given.isDefault,
      time_zone: given.time_zone,
      weekly: JSON.stringify(given.weekly),
      holidays: JSON.stringify(given.holidays),
    })
    .returning(BUSINESS_HOURS)
    .executeTakeFirstOrThrow()
  const hours = toBusinessHours(row)
  await recordEvent(change, { type: 'business_hours.created', data: { business_hours: hours } })
  return ok(hours)
}
