import { batchValues, type Follower, IN_BATCH } from '../events/follow.ts'
import { BAND_NAMES, BANDS } from './measures.ts'
import { AGENT, addUp, slotOf, VOLUME } from './rollup.ts'

/**
 * Keeps what reports are made of: each event adds to the quarter of an hour it happened in. Counts and the step past their
 * events are one transaction, so each event counts once. Nothing is read back: what a ticket was then is in its event.
 */
export const reportsFollower: Follower = {
  name: 'reports',
  batch: 500,
  gatherMs: 1_000,
  handle: async (batch) => {
    await batch.client.query(COUNT, batchValues(batch))
  },
}

/**
 * The events of a batch with what they say. A ticket is done while it is resolved or closed: `resolved` where an event
 * makes it so, `reopened` where one ends it (spam is no work). What took how long counts from when the ticket was opened.
 */
const HAPPENED = `
  with happened as materialized (
    select desk_id, type, slot,
      (department->>'id')::bigint as department_id, channel,
      type = 'ticket.created' as is_new,
      coalesce(author->>'kind' = 'contact', false) as is_received,
      coalesce(author->>'kind' = 'agent' and public, false) as is_reply,
      coalesce(author->>'kind' = 'agent' and not public, false) as is_note,
      case author->>'kind' when 'agent' then (author->>'id')::bigint end as author_id,
      (assignee->>'id')::bigint as assignee_id,
      (type = 'ticket.created' or changes->'assignee' is not null) and assignee->>'id' is not null as is_assigned,
      type = 'message.created' and changes->'first_response_at' is not null as is_first_reply,
      status in ('resolved', 'closed')
        and coalesce(changes->'status'->>'from' not in ('resolved', 'closed'), type = 'ticket.created')
        -- What was merged is closed, and not done; nor is it opened again where that is taken back.
        and merged_into is null as is_resolved,
      coalesce(changes->'status'->>'from' in ('resolved', 'closed'), false)
        and status not in ('resolved', 'closed', 'spam')
        and changes->'merged_into' is null as is_reopened,
      greatest(extract(epoch from first_response_at - opened_at), 0)::bigint as reply_seconds,
      greatest(extract(epoch from
        case when type = 'ticket.created' then coalesce(closed_at, resolved_at) else created_at end - opened_at
      ), 0)::bigint as resolution_seconds
    from (
      select desk_id, type, created_at, ${slotOf('created_at')} as slot, changes, t.*, m.*
      from event
      -- Each look into a long snapshot reads all of it: one look for all that it says.
      cross join lateral json_to_record(data) as d (ticket json, message json, changes json)
      cross join lateral json_to_record(d.ticket) as t (
        department json, channel text, assignee json, status text, merged_into json,
        opened_at timestamptz, first_response_at timestamptz, resolved_at timestamptz, closed_at timestamptz
      )
      -- What a new ticket begins with is no answer.
      left join lateral json_to_record(d.message) as m (author json, public boolean) on type = 'message.created'
      where ${IN_BATCH} and type in ('ticket.created', 'ticket.updated', 'message.created')
    ) said
  )`

const count = (condition: string): string => `count(*) filter (where ${condition})`
const bands = (kind: string, condition: string, seconds: string): string[] =>
  BAND_NAMES.map((band) => `${count(`${condition} and ${seconds} <= ${BANDS[band]}`)} as ${kind}_${band}`)

/** One statement: each look into a snapshot is dear, and what both count is found once. */
const COUNT = `${HAPPENED}, volumes as (
    select desk_id, slot, department_id, channel,
      ${[
        `${count('is_new')} as created`,
        `${count('is_new or is_received')} as received`,
        `${count('is_reply')} as replied`,
        `${count('is_resolved')} as resolved`,
        `${count('is_reopened')} as reopened`,
        `${count('is_first_reply')} as first_replies`,
        `coalesce(sum(reply_seconds) filter (where is_first_reply), 0) as first_reply_seconds`,
        ...bands('first_reply', 'is_first_reply', 'reply_seconds'),
        `coalesce(sum(resolution_seconds) filter (where is_resolved), 0) as resolution_seconds`,
        ...bands('resolution', 'is_resolved', 'resolution_seconds'),
      ].join(', ')}
    from happened group by 1, 2, 3, 4
    having count(*) filter (where is_new or is_received or is_reply or is_resolved or is_reopened) > 0
  ), agents as (
    select desk_id, slot, member_id, sum(assigned) as assigned, sum(replied) as replied, sum(noted) as noted,
      sum(resolved) as resolved
    from (
      select desk_id, slot, assignee_id as member_id, is_assigned::integer as assigned, 0 as replied, 0 as noted,
        is_resolved::integer as resolved
      from happened where assignee_id is not null and (is_assigned or is_resolved)
      union all
      select desk_id, slot, author_id, 0, is_reply::integer, is_note::integer, 0
      from happened where author_id is not null and (is_reply or is_note)
    ) each_one group by 1, 2, 3
  ), ${addUp(VOLUME, 'volumes')}, ${addUp(AGENT, 'agents')}
  select`
