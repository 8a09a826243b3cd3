import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import type { Position } from './position.ts'

/** Whether a desk has more events behind a position than `many`. */
export const isFarBehind = async (lodge: Lodge, deskId: DeskId, after: Position, many: number): Promise<boolean> => {
  const found = await lodge.store.pool.query<{ count: number }>(
    `select count(*)::integer as count from (
       select from event where desk_id = $1 and (xid, id) > ($2::xid8, $3::bigint) order by xid, id limit $4
     ) behind`,
    [deskId, after.xid, after.id, many + 1],
  )
  return (found.rows[0]?.count ?? 0) > many
}
