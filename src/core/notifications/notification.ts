import { sql } from 'kysely'
import type { Database } from '../../store/open.ts'
import { inReach, ofTicketInReach, type Reach } from '../../store/reach.ts'

/** What a member should know of: who named them in a note, gave them a ticket, answered on theirs; what could not be sent. */
export type Notification = {
  id: string
  kind: 'mention' | 'assignment' | 'reply' | 'not_sent'
  ticket: { id: string; number: number; subject: string }
  message_id: string | null
  by: { id: string | null; name: string } | null
  created_at: string
  read_at: string | null
}

type Row = Omit<Notification, 'created_at' | 'read_at'> & { created_at: Date; read_at: Date | null }

/** Whose they are, and of which tickets they may know. */
export type Told = { deskId: string; memberId: string; departments: Reach }

/** Of one member, the newest first: those behind an id, or those with some ids. What is of a ticket beyond reach is not shown. */
export const selectNotifications = async (
  db: Database,
  { deskId, memberId, departments }: Told,
  which: { limit: number; before: string | null; unread: boolean } | { ids: string[] },
): Promise<Notification[]> => {
  const { limit, before, unread, ids } = { limit: null, before: null, unread: false, ids: null, ...which }
  const found = await sql<Row>`
    select n.id::text, n.kind, n.message_id::text, n.created_at, n.read_at,
      json_build_object('id', t.id::text, 'number', t.number, 'subject', t.subject) as ticket,
      case
        when m.id is not null then json_build_object('id', m.author_id::text, 'name', coalesce(
          m.author_name,
          (select c.name from contact c where m.author_kind = 'contact' and c.desk_id = m.desk_id and c.id = m.author_id),
          (select b.name from member b where m.author_kind = 'agent' and b.desk_id = m.desk_id and b.id = m.author_id),
          ''
        ))
        when b.id is not null then json_build_object('id', b.id::text, 'name', b.name)
      end as by
    from notification n
    join ticket t on t.desk_id = n.desk_id and t.id = n.ticket_id
    left join message m on m.desk_id = n.desk_id and m.ticket_id = n.ticket_id and m.id = n.message_id
    left join member b on b.desk_id = n.desk_id and b.id = n.by_id
    where n.desk_id = ${deskId} and n.member_id = ${memberId} and ${inReach(departments)}
      and (${before}::bigint is null or n.id < ${before}::bigint)
      and (not ${unread}::boolean or n.read_at is null)
      and (${ids}::bigint[] is null or n.id = any (${ids}::bigint[]))
    order by n.id desc limit ${limit}::bigint`.execute(db)
  return found.rows.map((row) => ({
    ...row,
    created_at: row.created_at.toISOString(),
    read_at: row.read_at?.toISOString() ?? null,
  }))
}

/** How many a member has not read. */
export const countUnread = async (db: Database, { deskId, memberId, departments }: Told): Promise<number> => {
  const { unread } = await db
    .selectFrom('notification')
    .select(sql<number>`count(*)::integer`.as('unread'))
    .where('desk_id', '=', deskId)
    .where('member_id', '=', memberId)
    .where('read_at', 'is', null)
    .where(ofTicketInReach(departments, 'notification'))
    .executeTakeFirstOrThrow()
  return unread
}
