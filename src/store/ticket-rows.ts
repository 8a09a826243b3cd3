import type { Assignee, Named, Person, Ticket, TicketRef } from '../core/tickets/ticket.ts'

/** A ticket as TICKET_COLUMNS read it, with what it refers to. */
export type TicketRow = {
  id: string
  number: string
  subject: string
  status: Ticket['status']
  priority: Ticket['priority']
  department: Named
  type: Named
  requester: Person
  requester_verified: boolean
  assignee: Assignee | null
  tags: string[]
  fields: Record<string, string> | null
  metadata: Record<string, unknown> | null
  channel: string
  source: string
  culture: string
  external_ref: string | null
  message_count: number
  opened_at: Date
  snoozed_until: Date | null
  first_response_at: Date | null
  resolved_at: Date | null
  closed_at: Date | null
  last_message_at: Date
  created_at: Date
  updated_at: Date
  merged_into: TicketRef | null
}

/**
 * Of `ticket t`, with what it refers to. Look-ups by whole keys, not joins: as quick to run, and there is no order of joins
 * to be searched for, which took longer than the query itself.
 */
export const TICKET_COLUMNS = `
  t.id, t.number, t.subject, t.status, t.priority,
  (
    select json_build_object('id', d.id::text, 'name', d.name)
    from department d where d.desk_id = t.desk_id and d.id = t.department_id
  ) as department,
  (
    select json_build_object('id', y.id::text, 'name', y.name)
    from ticket_type y where y.desk_id = t.desk_id and y.id = t.ticket_type_id
  ) as type,
  (
    select json_build_object('id', c.id::text, 'external_id', c.external_id, 'email', c.email, 'name', c.name)
    from contact c where c.desk_id = t.desk_id and c.id = t.contact_id
  ) as requester,
  (
    select json_build_object('id', a.id::text, 'name', a.name, 'email', a.email)
    from member a where a.desk_id = t.desk_id and a.id = t.assignee_id
  ) as assignee,
  array (
    select (select g.name from tag g where g.desk_id = x.desk_id and g.id = x.tag_id)
    from ticket_tag x where x.desk_id = t.desk_id and x.ticket_id = t.id
  ) as tags,
  t.requester_verified, t.fields, t.metadata, t.channel, t.source, t.culture, t.external_ref, t.message_count, t.opened_at, t.snoozed_until,
  t.first_response_at, t.resolved_at, t.closed_at, t.last_message_at, t.created_at, t.updated_at,
  (
    select json_build_object('id', r.id::text, 'number', r.number)
    from ticket_merge g join ticket r on r.desk_id = g.desk_id and r.id = g.root_id
    where g.desk_id = t.desk_id and g.ticket_id = t.id
  ) as merged_into`

/** SQL: a time within JSON, spelt as everywhere else. */
export const isoOf = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export const toTicket = (row: TicketRow): Ticket => ({
  id: row.id,
  number: Number(row.number),
  subject: row.subject,
  status: row.status,
  priority: row.priority,
  department: row.department,
  type: row.type,
  requester: row.requester,
  requester_verified: row.requester_verified,
  assignee: row.assignee,
  tags: row.tags.toSorted(),
  fields: row.fields ?? {},
  metadata: row.metadata ?? {},
  channel: row.channel,
  source: row.source,
  culture: row.culture,
  external_ref: row.external_ref,
  message_count: row.message_count,
  opened_at: row.opened_at.toISOString(),
  snoozed_until: row.snoozed_until?.toISOString() ?? null,
  first_response_at: row.first_response_at?.toISOString() ?? null,
  resolved_at: row.resolved_at?.toISOString() ?? null,
  closed_at: row.closed_at?.toISOString() ?? null,
  last_message_at: row.last_message_at.toISOString(),
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
  ...(row.merged_into ? { merged_into: row.merged_into } : {}),
})
