import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Range, timeZoneOf } from './range.ts'

/** What a member did: tickets given to them, public replies, internal notes, tickets done while theirs. */
export type AgentActivity = {
  member: { id: string; name: string; email: string }
  assigned: number
  replied: number
  noted: number
  resolved: number
}

/**
 * What each member did in a range, those who did anything, by name. In which departments is not counted: who is bound to some
 * sees what they did themselves.
 */
export const readAgentActivity = async (
  lodge: Lodge,
  actor: Actor,
  { from, to }: Range,
): Promise<{ timeZone: string; agents: AgentActivity[] }> => {
  const { db } = lodge.store
  const timeZone = await timeZoneOf(db, actor.deskId)
  const found = await sql<AgentActivity>`
    with counted as materialized (
      select member_id, sum(assigned)::float8 as assigned, sum(replied)::float8 as replied, sum(noted)::float8 as noted,
        sum(resolved)::float8 as resolved
      from report_agent
      where desk_id = ${actor.deskId} and ${actor.departments === null ? sql`true` : sql`member_id = ${actor.memberId}`}
        and slot >= ${from}::timestamp at time zone ${timeZone}
        and slot < (${to}::date + 1)::timestamp at time zone ${timeZone}
      group by member_id
    )
    select json_build_object('id', m.id::text, 'name', m.name, 'email', m.email) as member,
      c.assigned, c.replied, c.noted, c.resolved
    from counted c join member m on m.desk_id = ${actor.deskId} and m.id = c.member_id
    order by lower(m.name), m.id`.execute(db)
  return { timeZone, agents: found.rows }
}
