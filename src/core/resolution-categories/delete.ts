import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import {
  type CategoryNotFound,
  RESOLUTION_CATEGORY,
  type ResolutionCategory,
  toResolutionCategory,
} from './resolution-category.ts'

/** Takes a resolution category out of use, and frees its name. Tickets that were resolved so keep it. */
export const deleteResolutionCategory = async (
  change: Change,
  id: string,
): Promise<Result<ResolutionCategory, CategoryNotFound>> => {
  await lockSettings(change)
  if (!looksLikeId(id)) return fail({ code: 'resolution_category_not_found' })
  const row = await change.tx
    .updateTable('resolution_category')
    .set({ deleted_at: new Date() })
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .returning(RESOLUTION_CATEGORY)
    .executeTakeFirst()
  if (!row) return fail({ code: 'resolution_category_not_found' })
  const category = toResolutionCategory(row)
  await recordEvent(change, { type: 'resolution_category.deleted', data: { resolution_category: category } })
  return ok(category)
}
