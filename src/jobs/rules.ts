import { type Batch, batchValues, type Follower, IN_BATCH } from '../core/events/follow.ts'
import type { DeskId } from '../core/ids.ts'
import { runRules } from '../core/rules/run-event.ts'
import { setTimersOfBatch } from '../core/rules/timers.ts'
import { addJobs, type NewJob } from './relay.ts'
import { task } from './task.ts'

type Payload = { desk_id: DeskId; events: { xid: string; id: string }[] }

/** Lets rules look at events of one ticket. A failure, be it a lock or the database, is tried again: nothing is done twice. */
export const runRulesTask = task<Payload>({
  run: async (lodge, { desk_id, events }) => {
    for (const { xid, id } of events) await runRules(lodge, { deskId: desk_id, xid, id })
  },
})

/** Sets the timers of rules that wait for a time, and makes jobs of the events that other rules wait for. */
export const rulesFollower: Follower = {
  name: 'rules',
  batch: 1_000,
  handle: async (batch) => {
    await setTimersOfBatch(batch)
    await addJobs(batch.client, [...(await eventsForRules(batch)), ...(await changedRules(batch))])
  },
}

/**
 * A job for each ticket, its events in order. (The queue's own named queues keep order too, but a job there waits for the
 * next poll after the one before it.) A desk without rules costs a look into an index.
 */
const eventsForRules = async (batch: Batch): Promise<NewJob[]> => {
  const found = await batch.client.query<Payload>(
    `select e.desk_id, json_agg(json_build_object('xid', e.xid::text, 'id', e.id::text) order by e.xid, e.id) as events
     from event e
     where ${IN_BATCH} and e.ticket_id is not null and exists (
       select from rule r
       where r.desk_id = e.desk_id and r.is_enabled and r.deleted_at is null
         and e.type = any (r.event_types) and r.starts_at < e.xid
     )
     group by e.desk_id, e.ticket_id
     order by min(e.id)`,
    batchValues(batch),
  )
  return found.rows.map((payload) => ({ identifier: 'run_rules', payload }))
}

/**
 * Those that wait for a time look at the tickets that there are, too; and those that count working time do again, once
 * somebody works at other hours.
 */
const changedRules = async (batch: Batch): Promise<NewJob[]> => {
  const found = await batch.client.query<{ desk_id: string; rule_id: string }>(
    `select distinct e.desk_id, r.id as rule_id
     from (
       select desk_id, (data->'rule'->>'id')::bigint as rule_id from event
       where ${IN_BATCH} and (
         type in ('rule.created', 'rule.updated', 'department.updated') or type like 'business\\_hours.%'
       )
     ) e
     join rule r on r.desk_id = e.desk_id
       and case when e.rule_id is null then r.trigger->>'business' = 'true' else r.id = e.rule_id end
     where r.is_enabled and r.deleted_at is null and r.since is not null`,
    batchValues(batch),
  )
  return found.rows.map((payload) => ({ identifier: 'set_rule_timers', payload }))
}
