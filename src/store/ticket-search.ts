import { sql } from 'kysely'
import type { Database } from './open.ts'
import { inReach, type Reach } from './reach.ts'
import type { TicketPriority, TicketStatus } from './schema.ts'
import type { Condition } from './ticket-filter.ts'
import { TICKET_COLUMNS, type TicketRow } from './ticket-rows.ts'

/** What tickets are looked for by; any of the values will do. Text is compared without regard to case. */
export type TicketCriterion =
  | { by: 'subject' | 'content' | 'subject_content'; any: string[] }
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

const conditionOf = (criterion: TicketCriterion): Condition => {
  switch (criterion.by) {
    case 'subject':
      return inSubject(criterion.any)
    case 'content':
      return inContent(criterion.any)
    case 'subject_content':
      return sql`(${inSubject(criterion.any)} or ${inContent(criterion.any)})`
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

const inSubject = (words: string[]): Condition => sql`t.subject ilike any (${words.map(anywhere)})`

const inContent = (words: string[]): Condition => sql`exists (
  select from message m where m.desk_id = t.desk_id and m.ticket_id = t.id and m.text ilike any (${words.map(anywhere)}))`

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
