import { type RawBuilder, sql } from 'kysely'
import type { AttachmentSummary } from '../core/tickets/ticket.ts'
import type { Database } from './open.ts'

/** Which messages: what is undefined does not matter. */
export type MessageFilter = {
  ticketIds?: string[] | undefined
  departmentIds?: string[] | undefined
  isPublic?: boolean | undefined
  /** Written by whoever works here, or filed by a program for the requester. */
  byStaff?: boolean | undefined
}

/** A place in the order of (created_at, id). */
export type MessagePlace = { createdAt: Date; id: string }

export type MessageRow = {
  id: string
  ticket_id: string
  ticket_number: string
  by_email: boolean
  is_public: boolean
  by_staff: boolean
  author_email: string | null
  text: string
  html: string | null
  attachments: AttachmentSummary[]
  created_at: Date
}

/** A ticket's first message is as old as the ticket; `submitted_by` says that a program filed it. */
const BY_STAFF = sql<boolean>`
  (m.author_kind <> 'contact' or (coalesce(t.metadata ? 'submitted_by', false) and m.created_at = t.created_at))`

const AUTHOR_EMAIL = sql`
  case
    when m.author_kind = 'agent' then (
      select a.email from member a where a.desk_id = m.desk_id and a.id = m.author_id
    )
    when not ${BY_STAFF} then (
      select c.email from contact c where c.desk_id = m.desk_id and c.id = m.author_id
    )
  end`

/** Messages from one moment until before another, the oldest first. */
export const readMessages = async (
  db: Database,
  deskId: string,
  filter: MessageFilter,
  { from, after, before }: { from: Date; after: MessagePlace | null; before: Date },
  limit: number,
): Promise<MessageRow[]> => {
  const conditions: RawBuilder<unknown>[] = [
    sql`m.desk_id = ${deskId}`,
    sql`m.created_at >= ${from}`,
    sql`m.created_at < ${before}`,
  ]
  if (after) conditions.push(sql`(m.created_at, m.id) > (${after.createdAt}, ${after.id}::bigint)`)
  if (filter.ticketIds) conditions.push(sql`m.ticket_id = any (${filter.ticketIds}::bigint[])`)
  if (filter.departmentIds) conditions.push(sql`t.department_id = any (${filter.departmentIds}::bigint[])`)
  if (filter.isPublic !== undefined) conditions.push(sql`m.is_public = ${filter.isPublic}`)
  if (filter.byStaff !== undefined) conditions.push(sql`${BY_STAFF} = ${filter.byStaff}`)
  const read = sql<MessageRow>`
    select m.id, m.ticket_id, t.number as ticket_number, m.is_public, ${BY_STAFF} as by_staff,
      exists (
        select from message_mail e where e.desk_id = m.desk_id and e.ticket_id = m.ticket_id and e.message_id = m.id
      ) as by_email,
      ${AUTHOR_EMAIL} as author_email, m.text, m.html, m.created_at,
      coalesce((
        select json_agg(json_build_object(
          'id', f.id::text, 'name', f.name, 'media_type', f.media_type, 'size', f.size, 'sha256', encode(f.sha256, 'hex')
        ) order by f.id)
        from attachment f where f.desk_id = m.desk_id and f.ticket_id = m.ticket_id and f.message_id = m.id
      ), '[]') as attachments
    from message m
    join ticket t on t.desk_id = m.desk_id and t.id = m.ticket_id
    where ${sql.join(conditions, sql` and `)}
    order by m.created_at, m.id
    limit ${limit}`
  return (await read.execute(db)).rows
}

/** When a desk's first ticket was filed; undefined where there is none. */
export const firstTicketAt = async (db: Database, deskId: string): Promise<Date | undefined> => {
  const found = await db
    .selectFrom('ticket')
    .select('created_at')
    .where('desk_id', '=', deskId)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return found?.created_at
}
