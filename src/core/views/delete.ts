import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { isVisible, toView, VIEW, type View } from './view.ts'

/** Deletes a view that the actor has, and says what it was. Its tickets stay as they are. */
export const deleteView = async (change: Change, id: string): Promise<Result<View, { code: 'view_not_found' }>> => {
  if (!looksLikeId(id)) return fail({ code: 'view_not_found' })
  const row = await change.tx
    .deleteFrom('view')
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .where(isVisible(change.actor))
    .returning(VIEW)
    .executeTakeFirst()
  if (!row) return fail({ code: 'view_not_found' })
  const view = toView(row)
  await recordEvent(change, { type: 'view.deleted', data: { view } })
  return ok(view)
}
