import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import type { BusinessHours } from './business-hours.ts'
import { findBusinessHours } from './find.ts'

/** Deletes business hours. Departments that named them have the default ones from then on; without any, they are always open. */
export const deleteBusinessHours = async (
  change: Change,
  id: string,
): Promise<Result<BusinessHours, { code: 'business_hours_not_found' }>> => {
  const { tx, actor } = change
  await lockSettings(change)
  const hours = await findBusinessHours(change, id)
  if (!hours) return fail({ code: 'business_hours_not_found' })
  await tx
    .updateTable('department')
    .set({ business_hours_id: null })
    .where('desk_id', '=', actor.deskId)
    .where('business_hours_id', '=', id)
    .execute()
  await tx.deleteFrom('business_hours').where('desk_id', '=', actor.deskId).where('id', '=', id).execute()
  await recordEvent(change, { type: 'business_hours.deleted', data: { business_hours: hours } })
  return ok(hours)
}
