import { sql } from 'kysely'
import type { TicketPriority, TicketStatus } from './schema.ts'
import { snowflakeAt } from './snowflake.ts'
import {
  type Columns,
  type Condition,
  SLACK_MS,
  type Sql,
  type TicketFilter,
  type TicketOrder,
  within,
} from './ticket-filter.ts'

const STATUSES: TicketStatus[] = ['open', 'pending', 'snoozed', 'resolved', 'closed', 'spam']
const PRIORITIES: TicketPriority[] = ['low', 'normal', 'high', 'urgent']

/**
 * Where a page's tickets are read from. `streams` are the key columns' values: for each there is one stretch of the index,
 * in the page's order already, of which no more than a page is read; the page is the first of them all.
 */
export type Driver = Columns & {
  from: Sql
  streams: Sql
  keys: Condition[]
  /** What is left to check. */
  filter: TicketFilter
}

/** Few tickets at a time on any desk, however old it is: those in work, and those of an unusual priority. */
const isNarrow = ({ statuses, priorities }: TicketFilter): boolean =>
  (statuses?.every((status) => status === 'open' || status === 'pending' || status === 'snoozed') ?? false) ||
  (priorities?.every((priority) => priority !== 'normal') ?? false)

/** Where the page is read from; two where its end is read from elsewhere than its beginning. */
export const driversOf = (deskId: string, filter: TicketFilter, order: TicketOrder): [Driver, Driver?] => {
  const driver =
    byReference(deskId, filter) ??
    byCompany(deskId, filter) ??
    byTag(deskId, filter) ??
    byAssignee(deskId, filter) ??
    byPlace(deskId, filter)
  if (driver) return [driver]
  const { statuses, priorities, assigneeId, updatedFrom } = filter
  const hasState = [statuses, priorities, assigneeId].some((value) => value !== undefined)
  if (hasState || order.by === 'updated') return [byState(deskId, filter)]
  if (!updatedFrom) return [byId(deskId, filter)]
  // Ordered by creation, updated since a moment: all that were created since then, and of the older ones the few that an
  // index of updates names, which are sorted.
  const moment = snowflakeAt(updatedFrom.getTime() + SLACK_MS)
  const { createdFrom = '0', createdBefore } = filter
  const young = byId(deskId, { ...filter, createdFrom: BigInt(moment) > BigInt(createdFrom) ? moment : createdFrom })
  const isOlder = createdBefore === undefined || BigInt(moment) < BigInt(createdBefore)
  const old = byUpdate(deskId, { ...filter, createdBefore: isOlder ? moment : createdBefore })
  return order.descending ? [young, old] : [old, young]
}

const COLUMNS = { id: sql`t.id`, updatedAt: sql`t.updated_at`, departmentId: sql`t.department_id` }
const TICKET = { ...COLUMNS, from: sql`ticket t`, streams: sql`(select) one` }
const ofDesk = (deskId: string): Condition => sql`t.desk_id = ${deskId}`

const byId = (deskId: string, filter: TicketFilter): Driver => ({ ...TICKET, keys: [ofDesk(deskId)], filter })

const byReference = (deskId: string, filter: TicketFilter): Driver | undefined => {
  const { externalRef, requester } = filter
  const keys = [ofDesk(deskId)]
  if (externalRef !== undefined) keys.push(sql`t.external_ref = ${externalRef}`)
  if (requester !== undefined) keys.push(sql`t.contact_id = ${contactOf(deskId, requester)}`)
  if (keys.length === 1) return undefined
  return { ...TICKET, keys, filter: { ...filter, externalRef: undefined, requester: undefined } }
}

/** A stretch for each of the company's people. */
const byCompany = (deskId: string, filter: TicketFilter): Driver | undefined => {
  const { companyId } = filter
  if (companyId === undefined) return undefined
  return {
    ...TICKET,
    streams: sql`(select id from contact where desk_id = ${deskId} and company_id = ${companyId}) as person (value)`,
    keys: [ofDesk(deskId), sql`t.contact_id = person.value`],
    filter: { ...filter, companyId: undefined },
  }
}

const byTag = (deskId: string, filter: TicketFilter): Driver | undefined => {
  const { tag, statuses, priorities, departmentIds, typeId, assigneeId } = filter
  if (tag === undefined) return undefined
  const needsTicket = [priorities, departmentIds, typeId, assigneeId].some((value) => value !== undefined)
  return {
    ...COLUMNS,
    from: sql`ticket_tag g ${needsTicket ? sql`join ticket t on t.desk_id = g.desk_id and t.id = g.ticket_id` : sql``}`,
    id: sql`g.ticket_id`,
    updatedAt: sql`g.updated_at`,
    streams: eachStatus(statuses),
    keys: [
      sql`g.desk_id = ${deskId}`,
      sql`g.tag_id = (select id from tag where desk_id = ${deskId} and name = ${tag})`,
      sql`g.status = status.value`,
    ],
    filter: { ...filter, statuses: undefined, tag: undefined },
  }
}

const byAssignee = (deskId: string, filter: TicketFilter): Driver | undefined => {
  const { statuses, assigneeId } = filter
  if (assigneeId === undefined || assigneeId === null) return undefined
  return {
    ...TICKET,
    streams: eachStatus(statuses),
    keys: [ofDesk(deskId), sql`t.assignee_id = ${assigneeId}`, sql`t.status = status.value`],
    filter: { ...filter, statuses: undefined, assigneeId: undefined },
  }
}

const byPlace = (deskId: string, filter: TicketFilter): Driver | undefined => {
  const { departmentIds, typeId } = filter
  if ((departmentIds === undefined && typeId === undefined) || isNarrow(filter)) return undefined
  return {
    ...TICKET,
    streams: sql`${eachOf('department', deskId, departmentIds)} cross join ${eachOf('ticket_type', deskId, typeId === undefined ? undefined : [typeId])}`,
    keys: [ofDesk(deskId), sql`t.department_id = department.value`, sql`t.ticket_type_id = ticket_type.value`],
    filter: { ...filter, departmentIds: undefined, typeId: undefined },
  }
}

const byState = (deskId: string, filter: TicketFilter): Driver => ({
  ...TICKET,
  streams: sql`${eachStatus(filter.statuses)}
    cross join unnest(${filter.priorities ?? PRIORITIES}::ticket_priority[]) as priority (value)
    cross join unnest(${filter.assigneeId === null ? [true] : [true, false]}::boolean[]) as unassigned (value)`,
  keys: [
    ofDesk(deskId),
    sql`t.status = status.value`,
    sql`t.priority = priority.value`,
    sql`t.is_unassigned = unassigned.value`,
  ],
  filter: { ...filter, statuses: undefined, priorities: undefined, assigneeId: undefined },
})

/** As byState, but each stretch is read whole, by its range of updates, and sorted: `offset 0` holds the planner to that. */
const byUpdate = (deskId: string, filter: TicketFilter): Driver => {
  const { streams, keys, filter: rest } = byState(deskId, filter)
  const range = within(rest, TICKET, { by: 'updated', descending: true }, undefined)
  const from = sql`(select t.id, t.updated_at from ticket t where ${sql.join([...keys, ...range], sql` and `)} offset 0) t`
  return { ...TICKET, from, streams, keys: [], filter: { ...rest, updatedFrom: undefined, updatedBefore: undefined } }
}

const eachStatus = (statuses: TicketStatus[] = STATUSES): Sql =>
  sql`unnest(${statuses}::ticket_status[]) as status (value)`

const eachOf = (table: 'department' | 'ticket_type', deskId: string, ids: string[] | undefined): Sql =>
  ids === undefined
    ? sql`(select id from ${sql.table(table)} where desk_id = ${deskId}) as ${sql.ref(table)} (value)`
    : sql`unnest(${ids}::bigint[]) as ${sql.ref(table)} (value)`

/** Whoever a contact was merged into has its tickets. */
const contactOf = (
  deskId: string,
  { contactId, externalId, email }: NonNullable<TicketFilter['requester']>,
): Sql => sql`
  coalesce(
    (select coalesce(merged_into, id) from contact where desk_id = ${deskId} and id = ${contactId}::bigint),
    (select contact_id from contact_identity where desk_id = ${deskId} and kind = 'external_id' and value = ${externalId}),
    (select contact_id from contact_identity where desk_id = ${deskId} and kind = 'email' and value = ${email}::text)
  )`
