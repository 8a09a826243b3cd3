import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'

/** Puts a desk's resolution categories in an order, which names each of them once. */
export const reorderResolutionCategories = async (
  change: Change,
  ids: string[],
): Promise<Result<string[], { code: 'invalid_order'; message: string }>> => {
  const { tx, actor } = change
  await lockSettings(change)
  const rows = await tx
    .selectFrom('resolution_category')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where('deleted_at', 'is', null)
    .execute()
  const known = new Set(rows.map(({ id }) => id))
  const isWhole = new Set(ids).size === ids.length && known.symmetricDifference(new Set(ids)).size === 0
  if (!isWhole) {
    return fail({ code: 'invalid_order', message: `must name each of the ${known.size} resolution categories once` })
  }
  await sql`
    update resolution_category c set position = wanted.position
    from unnest(${ids}::bigint[]) with ordinality as wanted (id, position)
    where c.desk_id = ${actor.deskId} and c.id = wanted.id`.execute(tx)
  await recordEvent(change, { type: 'resolution_categories.reordered', data: { resolution_categories: ids } })
  return ok(ids)
}
