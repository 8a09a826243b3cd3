import type { Store } from '../../store/open.ts'
import { KEPT_DAYS } from '../retention/kept.ts'

const STEP = 5_000

/** What was sent and what has failed; what is pending is never forgotten. */
const OLD = `
  select d.desk_id, d.id from delivery d
  where d.created_at < now() - make_interval(days => ${KEPT_DAYS.deliveries}) and d.state in ('sent', 'failed')
    and not (d.channel = 'mail' and exists (select from mail_retention r where r.desk_id = d.desk_id))
  limit $1`

/** Mails of desks that say how long theirs are kept. */
const OLD_MAIL = `
  select d.desk_id, d.id from mail_retention r
  join delivery d on d.desk_id = r.desk_id and d.channel = 'mail' and d.state in ('sent', 'failed')
    and d.created_at < now() - make_interval(days => r.days)
  limit $1`

/** Forgets old deliveries, in steps, with their attempts. */
export const purgeDeliveries = async (store: Store): Promise<number> =>
  (await purge(store, OLD)) + (await purge(store, OLD_MAIL))

const purge = async (store: Store, old: string): Promise<number> => {
  for (let total = 0; ; ) {
    const purged = await store.pool.query(
      `with old as materialized (${old}
       ), attempts as (
         delete from delivery_attempt a using old where a.desk_id = old.desk_id and a.delivery_id = old.id
       )
       delete from delivery d using old where d.desk_id = old.desk_id and d.id = old.id`,
      [STEP],
    )
    total += purged.rowCount ?? 0
    if ((purged.rowCount ?? 0) < STEP) return total
  }
}
