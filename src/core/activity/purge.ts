import type { Store } from '../../store/open.ts'

const KEPT_DAYS = 90
const STEP = 5_000

/** Forgets what was done long ago, in steps. */
export const purgeActivity = async (store: Store): Promise<void> => {
  for (;;) {
    const purged = await store.pool.query(
      `with old as materialized (
         select desk_id, id from activity where created_at < now() - make_interval(days => $1) limit $2
       )
       delete from activity a using old where a.desk_id = old.desk_id and a.id = old.id`,
      [KEPT_DAYS, STEP],
    )
    if ((purged.rowCount ?? 0) < STEP) return
  }
}
