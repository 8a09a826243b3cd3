import { type RawBuilder, type SqlBool, sql } from 'kysely'

/**
 * The departments whose tickets somebody sees and changes; null for all of the desk. What this file says is the whole rule:
 * whatever reads or changes tickets, or what hangs on one, asks it. All of a desk costs nothing: the planner drops `true`.
 */
export type Reach = ReadonlySet<string> | null

/** Whether a ticket, or whatever else has a `department_id`, is within reach; `ticket` is the table or its alias. */
export const inReach = (reach: Reach, ticket = 't'): RawBuilder<SqlBool> =>
  reach === null ? sql`true` : sql`${sql.ref(`${ticket}.department_id`)} = any (${[...reach]}::bigint[])`

/** The same of `ticket t` in a text, whose parameter `departments` is. */
export const IN_REACH = (departments: string): string => `t.department_id = any (${departments}::bigint[])`

/** Whether what names a ticket by `ticket_id`, or none, names none beyond reach; `row` is its table or alias. */
export const ofTicketInReach = (reach: Reach, row: string): RawBuilder<SqlBool> => {
  if (reach === null) return sql`true`
  const [deskId, ticketId] = [sql.ref(`${row}.desk_id`), sql.ref(`${row}.ticket_id`)]
  return sql`(${ticketId} is null or exists (
    select from ticket t where t.desk_id = ${deskId} and t.id = ${ticketId} and ${inReach(reach)}))`
}

/** The departments that are both asked for, where any are, and within reach; undefined for all there are. */
export const departmentsInReach = (reach: Reach, asked: string[] | undefined): string[] | undefined =>
  reach === null ? asked : (asked?.filter((id) => reach.has(id)) ?? [...reach])
