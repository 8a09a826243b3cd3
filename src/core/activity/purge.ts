import type { Store } from '../../store/open.ts'
import { KEPT_DAYS } from '../retention/kept.ts'

const STEP = 5_000

/** Forgets what was done long ago, in steps, of desks that do not say themselves how long they keep it (core/retention). */
export const purgeActivity = async (store: Store): Promise<void> => {
  for (;;) {
    const purged = await store.pool.query(
      `with old as materialized (
         select desk_id, id from activity o
         where created_at < now() - make_interval(days => $1)
           and not exists (select from retention r where r.desk_id = o.desk_id)
         limit $2
       )
       delete from activity a using old where a.desk_id = old.desk_id and a.id = old.id`,
      [KEPT_DAYS.activity, STEP],
    )
    if ((purged.rowCount ?? 0) < STEP) return
  }
}
