import type { TicketStatus } from '../../store/schema.ts'
import type { Since } from './trigger.ts'

const DONE = `t.status in ('resolved', 'closed', 'spam')`
const public_ = (kinds: string) => `
  from message m
  where m.desk_id = t.desk_id and m.ticket_id = t.id and m.is_public and m.author_kind in (${kinds})`
const OURS = `'agent', 'ai'`
const THEIRS = `'contact'`

const MOMENTS: Record<Since, string> = {
  ticket_created: `case when not ${DONE} then t.created_at end`,
  any_message: `case when not ${DONE} then t.last_message_at end`,
  // The first that nobody has answered: one who asks again is not put off.
  requester_message: `case when not ${DONE} then (
    select min(m.created_at) ${public_(THEIRS)}
      and m.created_at > coalesce((select max(m.created_at) ${public_(OURS)}), '-infinity')
  ) end`,
  // The last, where the requester has not written since.
  agent_reply: `case when not ${DONE} then (
    select max(m.created_at) ${public_(OURS)}
    having max(m.created_at) > (select coalesce(max(m.created_at), '-infinity') ${public_(THEIRS)})
  ) end`,
  resolved: `case when t.status = 'resolved' then t.resolved_at end`,
}

/** SQL: of `rule r` and `ticket t`, the moment that the rule counts from; null where there is none. */
export const MOMENT = `(case r.since
  ${Object.entries(MOMENTS)
    .map(([since, moment]) => `when '${since}' then (${moment})`)
    .join('\n  ')}
end)`

/** In which states a ticket can have such a moment. */
export const statusesOf = (since: string): TicketStatus[] =>
  since === 'resolved' ? ['resolved'] : ['open', 'pending', 'snoozed']

/** What makes a rule act once for a moment (Cause.key); in SQL, and here. */
export const TIME_KEY = (moment: string): string => `'time/' || (extract(epoch from ${moment}) * 1000)::bigint`
export const timeKey = (moment: Date): string => `time/${moment.getTime()}`
