import type { Store } from '../../store/open.ts'
import { KEPT_DAYS } from '../retention/kept.ts'

const BATCH = 200

/** Forgets the payloads of all desks that are older than 30 days. Answers how many. Safe to run anywhere, at any time. */
export const forgetHookDeliveries = async (store: Store): Promise<number> => {
  for (let forgotten = 0; ; ) {
    // Of all desks: each row is named by its whole key all the same, so that every shard deletes its own.
    const gone = await store.pool.query(
      `delete from hook_delivery d
       using (select desk_id, id from hook_delivery
              where received_at < now() - make_interval(days => $1) and state <> 'received'
              order by received_at limit $2) old
       where d.desk_id = old.desk_id and d.id = old.id`,
      [KEPT_DAYS.hook_payloads, BATCH],
    )
    forgotten += gone.rowCount ?? 0
    if ((gone.rowCount ?? 0) < BATCH) return forgotten
  }
}
