import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { TicketPriority, TicketStatus } from './schema.ts'
import { momentOf, snowflakeAt } from './snowflake.ts'

/** Which tickets: what is undefined does not matter. Ids are those of the desk or of nobody. */
export type TicketFilter = {
  statuses?: TicketStatus[] | undefined
  priorities?: TicketPriority[] | undefined
  departmentIds?: string[] | undefined
  typeId?: string | undefined
  /** null: nobody's. */
  assigneeId?: string | null | undefined
  /** What the requester may be known by, tried in this order. */
  requester?: { contactId: string | null; externalId: string; email: string | null } | undefined
  /** Whose requester is with this company. */
  companyId?: string | undefined
  tag?: string | undefined
  externalRef?: string | undefined
  /** Snowflakes; the last is not included. */
  createdFrom?: string | undefined
  createdBefore?: string | undefined
  updatedFrom?: Date | undefined
  updatedBefore?: Date | undefined
}

export type TicketOrder = { by: 'created' | 'updated'; descending: boolean }

/** Where a page begins: behind this ticket. `updatedAt`, where ordered by it, to the microsecond, as the database has it. */
export type TicketPosition = { id: string; updatedAt: string | null }

export type Sql = RawBuilder<unknown>
export type Condition = RawBuilder<SqlBool>

/** The columns a condition is about: a ticket's own, or a tag's copies of them. */
export type Columns = { id: Sql; updatedAt: Sql; departmentId: Sql }

/** More than an id's time and created_at, which is taken just before, can differ by. */
export const SLACK_MS = 60_000

/** A ticket is never updated before it is created: a range of the one narrows the other, which the list is ordered by. */
export const withImplied = (filter: TicketFilter, { by }: TicketOrder): TicketFilter => {
  const { createdFrom, createdBefore, updatedFrom, updatedBefore } = filter
  if (by === 'updated' && createdFrom !== undefined) {
    const earliest = new Date(momentOf(createdFrom) - SLACK_MS)
    return { ...filter, updatedFrom: updatedFrom && updatedFrom > earliest ? updatedFrom : earliest }
  }
  if (by === 'created' && updatedBefore !== undefined) {
    const latest = snowflakeAt(updatedBefore.getTime() + SLACK_MS)
    const isTighter = createdBefore !== undefined && BigInt(createdBefore) < BigInt(latest)
    return { ...filter, createdBefore: isTighter ? createdBefore : latest }
  }
  return filter
}

/**
 * The range of the sorted column: the filter's, and what is behind the page before. Of two bounds at the same end only the
 * tighter one is given: an index is read from where the first of them says.
 */
export const within = (
  filter: TicketFilter,
  { id, updatedAt }: Columns,
  order: TicketOrder,
  after: TicketPosition | undefined,
): Condition[] => {
  const conditions: Condition[] = []
  let { updatedFrom, updatedBefore } = filter
  if (after && order.by === 'created') conditions.push(sql`${id} ${order.descending ? sql`<` : sql`>`} ${after.id}`)
  if (after?.updatedAt && order.by === 'updated') {
    const last = Date.parse(after.updatedAt)
    const bound = sql`(${after.updatedAt}::timestamptz, ${after.id}::bigint)`
    if (order.descending && !(updatedBefore && updatedBefore.getTime() <= last)) {
      conditions.push(sql`(${updatedAt}, ${id}) < ${bound}`)
      updatedBefore = undefined
    } else if (!order.descending && !(updatedFrom && updatedFrom.getTime() > last)) {
      conditions.push(sql`(${updatedAt}, ${id}) > ${bound}`)
      updatedFrom = undefined
    }
  }
  if (updatedFrom) conditions.push(sql`${updatedAt} >= ${updatedFrom}`)
  if (updatedBefore) conditions.push(sql`${updatedAt} < ${updatedBefore}`)
  return conditions
}

/** What is checked row by row; the sorted range is within()'s. */
export const residual = (filter: TicketFilter, { id, departmentId }: Columns): Condition[] => {
  const conditions: Condition[] = []
  const add = (value: unknown, condition: () => Condition) => {
    if (value !== undefined) conditions.push(condition())
  }
  add(filter.statuses, () => sql`t.status = any (${filter.statuses}::ticket_status[])`)
  add(filter.priorities, () => sql`t.priority = any (${filter.priorities}::ticket_priority[])`)
  add(filter.departmentIds, () => sql`${departmentId} = any (${filter.departmentIds}::bigint[])`)
  add(filter.typeId, () => sql`t.ticket_type_id = ${filter.typeId}`)
  add(filter.assigneeId, () =>
    filter.assigneeId === null ? sql`t.is_unassigned` : sql`t.assignee_id = ${filter.assigneeId}`,
  )
  add(
    filter.companyId,
    () => sql`t.contact_id in (
    select c.id from contact c where c.desk_id = t.desk_id and c.company_id = ${filter.companyId}
  )`,
  )
  add(
    filter.tag,
    () => sql`exists (
    select from ticket_tag g join tag on tag.desk_id = g.desk_id and tag.id = g.tag_id
    where g.desk_id = t.desk_id and g.ticket_id = t.id and tag.name = ${filter.tag}
  )`,
  )
  add(filter.createdFrom, () => sql`${id} >= ${filter.createdFrom}`)
  add(filter.createdBefore, () => sql`${id} < ${filter.createdBefore}`)
  return conditions
}
