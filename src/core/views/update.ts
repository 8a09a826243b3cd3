import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import type { UnknownReference } from '../tickets/references.ts'
import { resolveFilter, type ViewFilter } from './filter.ts'
import { isVisible, toView, VIEW, type View } from './view.ts'

/** What is absent stays; a filter is replaced as a whole. */
export type ViewChanges = {
  name?: string | undefined
  filter?: ViewFilter | undefined
  sort?: View['sort'] | undefined
  columns?: View['columns'] | undefined
  shared?: boolean | undefined
}

/** Changes a view that the actor has. One that is shared no more is its maker's again. */
export const updateView = async (
  change: Change,
  id: string,
  given: ViewChanges,
): Promise<Result<View, { code: 'view_not_found' } | UnknownReference>> => {
  if (!looksLikeId(id)) return fail({ code: 'view_not_found' })
  const filter = given.filter === undefined ? ok(undefined) : await resolveFilter(change, given.filter)
  if (!filter.ok) return filter
  const row = await change.tx
    .updateTable('view')
    .set({
      name: given.name,
      filter: filter.value && JSON.stringify(filter.value),
      sort: given.sort,
      columns: given.columns,
      is_shared: given.shared,
      updated_at: new Date(),
    })
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .where(isVisible(change.actor))
    .returning(VIEW)
    .executeTakeFirst()
  if (!row) return fail({ code: 'view_not_found' })
  const view = toView(row)
  await recordEvent(change, { type: 'view.updated', data: { view } })
  return ok(view)
}
