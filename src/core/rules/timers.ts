import type pg from 'pg'
import { type Batch, batchValues, IN_BATCH } from '../events/follow.ts'
import { MOMENT, statusesOf, TIME_KEY } from './since.ts'

/**
 * Sets the timers of (rule r, ticket t): each to when the rule's time will have passed, or may have where it is working
 * time that counts (run-timer.ts then sets it again), unless the rule has acted for that
 * moment already. A timer that is no longer due stays: it is looked at in its time, and found to be none.
 */
const setTimers = (pairs: string): string => `
  insert into rule_timer (desk_id, rule_id, ticket_id, since, due_at)
  select desk_id, rule_id, ticket_id, since, since + make_interval(mins => minutes)
  from (select r.desk_id, r.id as rule_id, t.id as ticket_id, r.minutes, ${MOMENT} as since ${pairs}) wanted
  where since is not null and not exists (
    select from rule_run n
    where n.desk_id = wanted.desk_id and n.ticket_id = wanted.ticket_id and n.rule_id = wanted.rule_id
      and n.cause = ${TIME_KEY('wanted.since')}
  )
  order by desk_id, rule_id, ticket_id
  on conflict (desk_id, rule_id, ticket_id) do update set since = excluded.since, due_at = excluded.due_at
  where (rule_timer.since, rule_timer.due_at) is distinct from (excluded.since, excluded.due_at)`

const IN_USE = 'r.is_enabled and r.deleted_at is null and r.since is not null'

/** After a batch of events: the timers of the tickets that they are about. */
export const setTimersOfBatch = async (batch: Batch): Promise<void> => {
  await batch.client.query(
    setTimers(`
      from (
        select distinct desk_id, ticket_id from event
        where ${IN_BATCH} and type in ('ticket.created', 'ticket.updated', 'message.created')
          and exists (select from rule r where r.desk_id = event.desk_id and ${IN_USE})
      ) changed
      join rule r on r.desk_id = changed.desk_id and ${IN_USE}
      join ticket t on t.desk_id = changed.desk_id and t.id = changed.ticket_id`),
    batchValues(batch),
  )
}

const STEP = 500
const START = { priority: 'low', is_unassigned: false, id: '-1' }

/** After a rule was made or changed: the timers of the tickets that there are, in steps that nobody waits for. */
export const setTimersOfRule = async (pool: pg.Pool, deskId: string, ruleId: string): Promise<void> => {
  const found = await pool.query<{ since: string }>(
    `select r.since from rule r where r.desk_id = $1 and r.id = $2 and ${IN_USE}`,
    [deskId, ruleId],
  )
  const since = found.rows[0]?.since
  if (since === undefined) return
  for (const status of statusesOf(since)) {
    for (let after: typeof START | undefined = START; after; ) {
      const step: pg.QueryResult<typeof START> = await pool.query(
        `select priority, is_unassigned, id::text from ticket
         where desk_id = $1 and status = $2 and (priority, is_unassigned, id) > ($3, $4, $5)
         order by priority, is_unassigned, id limit $6`,
        [deskId, status, after.priority, after.is_unassigned, after.id, STEP],
      )
      const ids = step.rows.map(({ id }) => id)
      if (ids.length > 0) {
        const pairs = 'from rule r join ticket t on t.desk_id = r.desk_id and t.id = any ($3)'
        await pool.query(setTimers(`${pairs} where r.desk_id = $1 and r.id = $2 and ${IN_USE}`), [deskId, ruleId, ids])
      }
      after = step.rows.at(-1)
    }
  }
}
