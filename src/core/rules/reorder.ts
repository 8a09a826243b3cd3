import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'

/** Puts a desk's rules in an order, which names each of them once. */
export const reorderRules = async (
  change: Change,
  ids: string[],
): Promise<Result<string[], { code: 'invalid_order'; message: string }>> => {
  const { tx, actor } = change
  await lockSettings(change)
  const rows = await tx
    .selectFrom('rule')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where('deleted_at', 'is', null)
    .execute()
  const known = new Set(rows.map(({ id }) => id))
  const given = new Set(ids)
  const message =
    given.size < ids.length
      ? 'names a rule twice'
      : given.difference(known).size > 0
        ? 'names what is no rule of this desk'
        : known.difference(given).size > 0
          ? `must name all ${known.size} rules of this desk`
          : undefined
  if (message !== undefined) return fail({ code: 'invalid_order', message })
  await sql`
    update rule set position = wanted.position
    from unnest(${ids}::bigint[]) with ordinality as wanted (id, position)
    where rule.desk_id = ${actor.deskId} and rule.id = wanted.id`.execute(tx)
  await recordEvent(change, { type: 'rules.reordered', data: { rules: ids } })
  return ok(ids)
}
