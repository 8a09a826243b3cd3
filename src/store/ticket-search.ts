import { sql } from 'kysely'
import type { Database } from './open.ts'
import { inReach, type Reach } from './reach.ts'
import type { TicketPriority, TicketStatus } from './schema.ts'
import type { Condition } from './ticket-filter.ts'
import { TICKET_COLUMNS, type TicketRow } from './ticket-rows.ts'

/** What tickets are looked for by; any of the values will do. Text is compared without regard to case. */
export type TicketCriterion =
  | { by: 'subject'; any: string[] }
  | { by: 'status'; any: TicketStatus[] }
  | { by: 'priority'; any: TicketPriority[] }
  /** Ids, names or addresses; null for nobody. */
  | { by: 'assignee'; any: (string | null)[] }
  | { by: 'department' | 'type'; any: string[] }
  /** Addresses, or ids and external ids of contacts. `participant` is the requester too. */
  | { by: 'requester' | 'participant'; any: string[] }
  | { by: 'tag' | 'external_ref' | 'number'; any: string[] }
  /** Ids of watchlists. */
  | { by: 'watchlist'; any: string[] }
  /** A part of the requester's name or address, or the whole of their external id. */
  | { by: 'requester_part'; any: string[] }
  | { by: 'has_attachment' }
  | { by: 'assigned' }
  | { by: 'merged' }
  /** By a member, or by everybody (0): as core/read-marks says. */
  | { by: 'unread'; reader: string }
  /** What the search index has of any of its messages, as a tsquery. */
  | { by: 'indexed'; tsquery: string }
  | { by: 'created_from' | 'created_before' | 'updated_from' | 'updated_before'; any: Date[] }

/** Tickets within reach that meet each of the criteria, those changed last first. */
export const searchTickets = async (
  db: Database,
  { deskId, departments }: { deskId: string; departments: Reach },
  criteria: TicketCriterion[],
  limit: number,
): Promise<TicketRow[]> => {
  const conditions = [sql<boolean>`t.desk_id = ${deskId}`, inReach(departments), ...criteria.map(conditionOf)]
  const read = sql<TicketRow>`
    select ${sql.raw(TICKET_COLUMNS)} from ticket t
    where ${sql.join(conditions, sql` and `)}
    order by t.updated_at desc, t.id desc
    limit ${limit}`
  return (await read.execute(db)).rows
}

/** Which of some tickets meet each of the criteria, or do not where it is negated. */
export const whichTickets = async (
  db: Database,
  { deskId, departments }: { deskId: string; departments: Reach },
  ids: string[],
  criteria: { criterion: TicketCriterion; negated: boolean }[],
): Promise<Set<string>> => {
  const conditions = criteria.map(({ criterion, negated }) =>
    negated ? sql<boolean>`not coalesce(${conditionOf(criterion)}, false)` : conditionOf(criterion),
  )
  const read = sql<{ id: string }>`
    select t.id::text from ticket t
    where ${sql.join([sql`t.desk_id = ${deskId}`, sql`t.id = any (${ids}::bigint[])`, inReach(departments), ...conditions], sql` and `)}`
  return new Set((await read.execute(db)).rows.map(({ id }) => id))
}

const conditionOf = (criterion: TicketCriterion): Condition => {
  switch (criterion.by) {
    case 'subject':
      return sql`t.subject ilike any (${criterion.any.map(anywhere)})`
    case 'status':
      return sql`t.status = any (${criterion.any}::ticket_status[])`
    case 'priority':
      return sql`t.priority = any (${criterion.any}::ticket_priority[])`
    case 'assignee':
      return assigned(criterion.any)
    case 'department':
      return sql`exists (
        select from department d where d.desk_id = t.desk_id and d.id = t.department_id
          and (d.id::text = any (${criterion.any}) or lower(d.name) = any (${lower(criterion.any)})))`
    case 'type':
      return sql`exists (
        select from ticket_type y where y.desk_id = t.desk_id and y.id = t.ticket_type_id
          and (y.id::text = any (${criterion.any}) or lower(y.name) = any (${lower(criterion.any)})))`
    case 'requester':
      return requestedBy(criterion.any)
    case 'participant':
      return sql`(${requestedBy(criterion.any)} or exists (
        select from participant p where p.desk_id = t.desk_id and p.ticket_id = t.id
          and (lower(p.email) = any (${lower(criterion.any)}) or p.contact_id::text = any (${criterion.any}))))`
    case 'tag':
      return sql`exists (
        select from ticket_tag x join tag g on g.desk_id = x.desk_id and g.id = x.tag_id
        where x.desk_id = t.desk_id and x.ticket_id = t.id and g.name = any (${lower(criterion.any)}))`
    case 'external_ref':
      return sql`t.external_ref = any (${criterion.any})`
    case 'number':
      return sql`t.number = any (${criterion.any}::bigint[])`
    case 'watchlist':
      return sql`exists (
        select from watchlist_ticket w where w.desk_id = t.desk_id and w.ticket_id = t.id
          and w.watchlist_id = any (${criterion.any}::bigint[]))`
    case 'requester_part':
      return sql`exists (
        select from contact c where c.desk_id = t.desk_id and c.id = t.contact_id
          and (c.name ilike any (${criterion.any.map(anywhere)}) or c.email ilike any (${criterion.any.map(anywhere)})
            or c.external_id = any (${criterion.any})))`
    case 'has_attachment':
      return sql`exists (select from attachment f where f.desk_id = t.desk_id and f.ticket_id = t.id)`
    case 'assigned':
      return sql`t.assignee_id is not null`
    case 'merged':
      return sql`exists (select from ticket_merge g where g.desk_id = t.desk_id and g.ticket_id = t.id)`
    case 'unread':
      return sql`t.last_message_at > coalesce((
        select r.read_at from ticket_read r
        where r.desk_id = t.desk_id and r.ticket_id = t.id and r.member_id in (0, ${criterion.reader})
        order by r.member_id desc limit 1), '-infinity')`
    case 'indexed':
      return sql`exists (
        select from search_doc d
        where d.desk_id = t.desk_id and d.ticket_id = t.id and d.words @@ ${criterion.tsquery}::tsquery)`
    case 'created_from':
      return sql`t.created_at >= ${earliest(criterion.any)}`
    case 'created_before':
      return sql`t.created_at < ${latest(criterion.any)}`
    case 'updated_from':
      return sql`t.updated_at >= ${earliest(criterion.any)}`
    case 'updated_before':
      return sql`t.updated_at < ${latest(criterion.any)}`
  }
}

const assigned = (members: (string | null)[]): Condition => {
  const named = members.filter((one) => one !== null)
  return sql`(
    (t.assignee_id is null and ${members.includes(null)}) or exists (
      select from member a where a.desk_id = t.desk_id and a.id = t.assignee_id
        and (a.id::text = any (${named}) or a.email = any (${lower(named)}) or lower(a.name) = any (${lower(named)}))))`
}

const requestedBy = (people: string[]): Condition => sql`(t.contact_id::text = any (${people}) or exists (
  select from contact_identity i where i.desk_id = t.desk_id and i.contact_id = t.contact_id
    and ((i.kind = 'email' and i.value = any (${lower(people)})) or (i.kind = 'external_id' and i.value = any (${people})))))`

const lower = (texts: string[]): string[] => texts.map((text) => text.trim().toLowerCase())

/** `%` and `_` stand for themselves. */
const anywhere = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

const earliest = (dates: Date[]): Date => new Date(Math.min(...dates.map((date) => date.getTime())))
const latest = (dates: Date[]): Date => new Date(Math.max(...dates.map((date) => date.getTime())))
