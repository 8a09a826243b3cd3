import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import {
  categoryNameTaken,
  RESOLUTION_CATEGORY,
  type ResolutionCategory,
  toResolutionCategory,
} from './resolution-category.ts'

/** Makes a resolution category, the last in order. */
export const createResolutionCategory = async (
  change: Change,
  given: { name: string; color: string | null },
): Promise<Result<ResolutionCategory, { code: 'name_taken' }>> => {
  const { tx, lodge, actor } = change
  await lockSettings(change)
  if (await categoryNameTaken(change, given.name, null)) return fail({ code: 'name_taken' })
  const { last } = await tx
    .selectFrom('resolution_category')
    .select(({ fn }) => fn.max('position').as('last'))
    .where('desk_id', '=', actor.deskId)
    .executeTakeFirstOrThrow()
  const row = await tx
    .insertInto('resolution_category')
    .values({ desk_id: actor.deskId, id: lodge.store.nextId(), ...given, position: (last ?? 0) + 1 })
    .returning(RESOLUTION_CATEGORY)
    .executeTakeFirstOrThrow()
  const category = toResolutionCategory(row)
  await recordEvent(change, { type: 'resolution_category.created', data: { resolution_category: category } })
  return ok(category)
}
