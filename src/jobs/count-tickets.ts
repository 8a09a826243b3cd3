import { batchValues, IN_BATCH } from '../core/events/follow.ts'
import { task } from './task.ts'

type Payload = { key: string; counts: { desk_id: string; day: string; created: number }[] }

/**
 * Counts tickets by desk and day (UTC) into ticket_daily. One job a batch; its key is the batch's end, which no other
 * batch has, and a row under it in job_effect, in the same statement, makes a second run add nothing.
 */
export const countTickets = task<Payload>({
  from: async (batch) => {
    const found = await batch.client.query<Payload['counts'][number]>(
      `select desk_id, (created_at at time zone 'UTC')::date::text as day, count(*)::integer as created
       from event
       where ${IN_BATCH} and type = 'ticket.created'
       group by 1, 2`,
      batchValues(batch),
    )
    const key = `count_tickets/${batch.upTo.xid}.${batch.upTo.id}`
    return found.rows.length > 0 ? [{ key, counts: found.rows }] : []
  },
  run: async (lodge, { key, counts }) => {
    await lodge.store.pool.query(
      `with given as (
         select * from json_to_recordset($1) as g (desk_id bigint, day date, created bigint)
       ), first_time as (
         insert into job_effect (desk_id, key)
         select distinct desk_id, $2 from given order by desk_id
         on conflict do nothing
         returning desk_id
       )
       insert into ticket_daily (desk_id, day, created)
       select desk_id, day, created from given join first_time using (desk_id) order by desk_id, day
       on conflict (desk_id, day) do update set created = ticket_daily.created + excluded.created`,
      [JSON.stringify(counts), key],
    )
  },
})
