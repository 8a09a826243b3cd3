import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import {
  type CategoryNotFound,
  categoryNameTaken,
  RESOLUTION_CATEGORY,
  type ResolutionCategory,
  toResolutionCategory,
} from './resolution-category.ts'

/** Renames or colours a resolution category; what is absent stays. */
export const updateResolutionCategory = async (
  change: Change,
  id: string,
  given: { name?: string | undefined; color?: string | null | undefined },
): Promise<Result<ResolutionCategory, CategoryNotFound | { code: 'name_taken' }>> => {
  await lockSettings(change)
  if (!looksLikeId(id)) return fail({ code: 'resolution_category_not_found' })
  if (given.name !== undefined && (await categoryNameTaken(change, given.name, id))) return fail({ code: 'name_taken' })
  // Its own id in its place, so that there is something to set.
  const row = await change.tx
    .updateTable('resolution_category')
    .set({ id, name: given.name, color: given.color })
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .returning(RESOLUTION_CATEGORY)
    .executeTakeFirst()
  if (!row) return fail({ code: 'resolution_category_not_found' })
  const category = toResolutionCategory(row)
  await recordEvent(change, { type: 'resolution_category.updated', data: { resolution_category: category } })
  return ok(category)
}
