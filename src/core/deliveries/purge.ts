import type { Store } from '../../store/open.ts'

/** How long the log keeps what was sent and what has failed. What is pending is never forgotten. */
const KEPT_DAYS = 90
const STEP = 5_000

/** Forgets old deliveries, in steps, with their attempts. */
export const purgeDeliveries = async (store: Store): Promise<number> => {
  for (let total = 0; ; ) {
    const purged = await store.pool.query(
      `with old as materialized (
         select desk_id, id from delivery
         where created_at < now() - make_interval(days => $1) and state in ('sent', 'failed')
         limit $2
       ), attempts as (
         delete from delivery_attempt a using old where a.desk_id = old.desk_id and a.delivery_id = old.id
       )
       delete from delivery d using old where d.desk_id = old.desk_id and d.id = old.id`,
      [KEPT_DAYS, STEP],
    )
    total += purged.rowCount ?? 0
    if ((purged.rowCount ?? 0) < STEP) return total
  }
}
