import { batchValues, type Follower, IN_BATCH } from '../events/follow.ts'
import { OUTCOME_MEASURES } from './measures.ts'
import { addUp, OUTCOME, RESOLUTION, SOURCE, slotOf } from './rollup.ts'

/**
 * Keeps what became of tickets: how many are work to do, by whom they were answered, what was said of it and promised, where
 * they came from, how they were resolved. As reportsFollower; apart from it, so that it counts all that there is in the log.
 */
export const outcomesFollower: Follower = {
  name: 'report_outcomes',
  batch: 500,
  gatherMs: 1_000,
  handle: async (batch) => {
    await batch.client.query(COUNT, batchValues(batch))
    const moved = await batch.client.query<{ desk_id: string; slot: Date; from: string; to: string }>(
      MOVED,
      batchValues(batch),
    )
    for (const { desk_id, slot, from, to } of moved.rows) {
      await batch.client.query(MOVE, [desk_id, slot, from, to])
    }
  },
}

const SLOT = slotOf('created_at')
/** A promise counts when it was kept or broken: that may be told later. */
const SLOT_OF_WHAT = slotOf(
  `coalesce((timer->>case type when 'sla.met' then 'met_at' else 'breached_at' end)::timestamptz, created_at)`,
)
const count = (condition: string): string => `count(*) filter (where ${condition})`
const isWork = (status: string): string => `${status} in ('open', 'pending', 'snoozed')`

/** A ticket is work while it is open, pending or snoozed; it is that of its department, which a change may be from and to. */
const COUNT = `
  with happened as materialized (
    select desk_id, ${SLOT_OF_WHAT} as slot, (department->>'id')::bigint as department_id, channel,
      left(source, 200) as source,
      type = 'ticket.created' as is_new,
      m.author->>'kind' as author, m.public as is_public,
      status, coalesce(changes->'status'->>'from', status) as was,
      coalesce((changes->'department'->'from'->>'id')::bigint, (department->>'id')::bigint) as was_in,
      type in ('ticket.created', 'ticket.updated', 'message.created') as is_change,
      (changes->'resolution'->'to'->>'id')::bigint as category_id,
      (changes->'resolution'->'from'->>'id')::bigint as was_category_id,
      (rating->>'score')::integer as score,
      (previous->>'score')::integer as previous_score,
      ${slotOf(`(previous->>'rated_at')::timestamptz`)} as previous_slot,
      timer->>'kind' as timer_kind, type = 'sla.breached' as is_breached,
      type = 'sla.met' and timer->>'breached_at' is null as is_met
    from event
    -- As in reportsFollower: each long snapshot is read once.
    cross join lateral json_to_record(data) as d (
      ticket json, message json, changes json, rating json, previous json, timer json
    )
    cross join lateral json_to_record(d.ticket) as t (department json, channel text, source text, status text)
    left join lateral json_to_record(d.message) as m (author json, public boolean) on type = 'message.created'
    where ${IN_BATCH}
      and type in ('ticket.created', 'ticket.updated', 'message.created', 'ticket.rated', 'sla.met', 'sla.breached')
  ), each_one (desk_id, slot, department_id, channel, what, n) as (
    select desk_id, slot, department_id, channel, 'entered', 1 from happened
    where is_change and ${isWork('status')} and (is_new or not ${isWork('was')} or was_in <> department_id)
    union all
    select desk_id, slot, was_in, channel, 'departed', 1 from happened
    where is_change and not is_new and ${isWork('was')} and (not ${isWork('status')} or was_in <> department_id)
    union all
    select desk_id, slot, department_id, channel, author || '_replies', 1 from happened
    where is_public and author in ('agent', 'ai')
    union all
    select desk_id, slot, department_id, channel, 'rated_' || score, 1 from happened where score is not null
    union all
    select desk_id, previous_slot, department_id, channel, 'rated_' || previous_score, -1 from happened
    where previous_score is not null
    union all
    select desk_id, slot, department_id, channel, timer_kind || case when is_met then '_met' else '_breached' end, 1
    from happened where is_met or is_breached
  ), outcomes as (
    select desk_id, slot, department_id, channel,
      ${OUTCOME_MEASURES.map((name) => `coalesce(sum(n) filter (where what = '${name}'), 0) as ${name}`).join(', ')}
    from each_one group by 1, 2, 3, 4
  ), sources as (
    select desk_id, slot, department_id, channel, source,
      ${[
        `${count('is_new')} as created`,
        `${count(`is_new or author = 'contact'`)} as received`,
        `${count(`author = 'agent' and is_public`)} as replied`,
        `${count('is_done and (is_new or not was_done)')} as resolved`,
        `${count(`was_done and not is_new and not is_done and status <> 'spam'`)} as reopened`,
      ].join(', ')}
    from (
      select *, status in ('resolved', 'closed') as is_done, was in ('resolved', 'closed') as was_done
      from happened where is_change
    ) changed
    group by 1, 2, 3, 4, 5
    having ${count(`is_new or author = 'contact' or (author = 'agent' and is_public) or is_done <> was_done`)} > 0
  ), resolutions as (
    select desk_id, slot, department_id, c.category_id, sum(c.n) as resolved
    from happened cross join lateral (values (happened.category_id, 1), (was_category_id, -1)) as c (category_id, n)
    where c.category_id is not null group by 1, 2, 3, 4
  ), ${addUp(OUTCOME, 'outcomes')}, ${addUp(SOURCE, 'sources')}, ${addUp(RESOLUTION, 'resolutions')}, backlog as (
    insert into report_backlog as b (desk_id, department_id, channel, tickets)
    select desk_id, department_id, channel, sum(entered - departed) from outcomes
    group by 1, 2, 3 having sum(entered - departed) <> 0 order by 1, 2, 3
    on conflict (desk_id, department_id, channel) do update set tickets = b.tickets + excluded.tickets
  )
  select`

/** Where a whole department's tickets went, in the order of the log. */
const MOVED = `
  select desk_id::text, ${SLOT} as slot, data->'department'->>'id' as "from", data->'moved_to'->>'id' as "to"
  from event where ${IN_BATCH} and type in ('department.tickets_moved', 'department.deleted')
  order by xid, id`

/** What was work of one department is another's: as many as were counted, a channel each. */
const MOVE = `
  with moved as (
    update report_backlog b set tickets = 0 from (
      select desk_id, department_id, channel, tickets from report_backlog
      where desk_id = $1 and department_id = $3 and tickets <> 0 for update
    ) before
    where b.desk_id = before.desk_id and b.department_id = before.department_id and b.channel = before.channel
    returning b.channel, before.tickets
  ), arrived as (
    insert into report_backlog as b (desk_id, department_id, channel, tickets)
    select $1, $4::bigint, channel, tickets from moved
    on conflict (desk_id, department_id, channel) do update set tickets = b.tickets + excluded.tickets
  ), outcomes as (
    select $1::bigint as desk_id, $2::timestamptz as slot, $3::bigint as department_id, channel, 0 as entered, tickets as departed
    from moved
    union all
    select $1, $2, $4, channel, tickets, 0 from moved
  ), ${addUp({ ...OUTCOME, measures: ['entered', 'departed'] }, 'outcomes')}
  select`
