import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { ok, type Result } from '../result.ts'
import { departmentOf, type Part, type Range, timeZoneOf, type UnknownDepartment } from './range.ts'
import { AGENT } from './rollup.ts'
import { slotsOf } from './slots.ts'

/**
 * What a member did: tickets given to them, public replies, internal notes, tickets done while theirs. `open` is what they
 * have to do now: tickets that are theirs and open, pending or snoozed.
 */
export type AgentActivity = {
  member: { id: string; name: string; email: string }
  assigned: number
  replied: number
  noted: number
  resolved: number
  open: number
}

/**
 * What each member did in a range, those who did or have to do anything, by name; of a department, those of its team. Who is
 * bound to departments sees what they did themselves: in which departments is not counted.
 */
export const readAgentActivity = async (
  lodge: Lodge,
  actor: Actor,
  query: Range & Pick<Part, 'department'>,
): Promise<Result<{ timeZone: string; agents: AgentActivity[] }, UnknownDepartment>> => {
  const { db } = lodge.store
  const { deskId } = actor
  const department = await departmentOf(lodge, actor, query.department)
  if (!department.ok) return department
  const timeZone = query.timeZone ?? (await timeZoneOf(db, deskId))
  // A member's counts are of no department.
  const slots = slotsOf(AGENT, { deskId, from: query.from, to: query.to, timeZone, departmentIds: null })
  const team = sql`
    and exists (
      select from department_member t
      where t.desk_id = ${deskId} and t.department_id = any (${department.value}::bigint[]) and t.member_id = m.id
    )`
  const found = await sql<AgentActivity>`
    with counted as materialized (
      select member_id, sum(assigned)::float8 as assigned, sum(replied)::float8 as replied, sum(noted)::float8 as noted,
        sum(resolved)::float8 as resolved
      from ${slots} slots group by member_id
    ), loaded as materialized (
      -- One by one: each is a few rows of an index, where all together are every ticket that was ever given to anybody.
      select m.id as member_id, has.open from member m cross join lateral (
        select count(*)::float8 as open from ticket t
        where t.desk_id = m.desk_id and t.assignee_id = m.id and t.status in ('open', 'pending', 'snoozed')
      ) has
      where m.desk_id = ${deskId} and m.disabled_at is null and has.open > 0
    )
    select json_build_object('id', m.id::text, 'name', m.name, 'email', m.email) as member,
      coalesce(c.assigned, 0) as assigned, coalesce(c.replied, 0) as replied, coalesce(c.noted, 0) as noted,
      coalesce(c.resolved, 0) as resolved, coalesce(l.open, 0) as open
    from counted c full join loaded l using (member_id) join member m on m.desk_id = ${deskId} and m.id = member_id
    where ${actor.departments === null ? sql`true` : sql`m.id = ${actor.memberId}`} ${department.value === null ? sql`` : team}
    order by lower(m.name), m.id`.execute(db)
  return ok({ timeZone, agents: found.rows })
}
