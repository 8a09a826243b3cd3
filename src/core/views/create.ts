import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { ok, type Result } from '../result.ts'
import type { UnknownReference } from '../tickets/references.ts'
import { resolveFilter } from './filter.ts'
import { toView, VIEW, type View } from './view.ts'

/** Saves a view. What its filter names is kept by id. */
export const createView = async (
  change: Change,
  given: Pick<View, 'name' | 'filter' | 'sort' | 'columns' | 'shared'>,
): Promise<Result<View, UnknownReference>> => {
  const { tx, lodge, actor } = change
  const filter = await resolveFilter(change, given.filter)
  if (!filter.ok) return filter
  const row = await tx
    .insertInto('view')
    .values({
      desk_id: actor.deskId,
      id: lodge.store.nextId(),
      name: given.name,
      filter: JSON.stringify(filter.value),
      sort: given.sort,
      columns: given.columns,
      is_shared: given.shared,
      member_id: actor.memberId,
    })
    .returning(VIEW)
    .executeTakeFirstOrThrow()
  const view = toView(row)
  await recordEvent(change, { type: 'view.created', data: { view } })
  return ok(view)
}
