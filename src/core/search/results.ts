import { inReach } from '../../store/reach.ts'
import type { TicketPriority, TicketStatus } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import type { Person, TicketRef } from '../tickets/ticket.ts'
import { fragment, highlight } from './highlight.ts'

/** A ticket that was found, as it is now, and where the words are: HTML that is safe to show, the words in <mark>. */
export type Found = {
  ticket: {
    id: string
    number: number
    subject: string
    status: TicketStatus
    priority: TicketPriority
    requester: Person
    updated_at: string
    /** The ticket that shows its messages; absent where it was not merged. */
    merged_into?: TicketRef
  }
  highlights: { subject: string; text: string }
  message_id: string
}

/** How much of a message is looked through for what to show of it. */
const TEXT_MAX = 20_000

export const ticketOfNumber = async (
  lodge: Lodge,
  { deskId, departments }: Actor,
  number: string,
): Promise<string | undefined> => {
  const found = await lodge.store.db
    .selectFrom('ticket')
    .select('id')
    .where('desk_id', '=', deskId)
    .where('number', '=', number)
    .where(inReach(departments, 'ticket'))
    .executeTakeFirst()
  return found?.id
}

/** The page as it is shown, in one query. Without a message, a ticket is shown with its first. */
export const present = async (
  lodge: Lodge,
  { deskId }: Actor,
  page: { ticketId: string; messageId: string | null }[],
  found: ReadonlySet<string>,
): Promise<Found[]> => {
  if (page.length === 0) return []
  const rows = await lodge.store.pool.query<Row>(
    `select t.id, t.number, t.subject, t.status, t.priority, t.updated_at, m.id as message_id, m.text,
       c.id as contact_id, c.external_id, c.email, c.name,
       (
         select json_build_object('id', r.id::text, 'number', r.number)
         from ticket_merge g join ticket r on r.desk_id = g.desk_id and r.id = g.root_id
         where g.desk_id = $1 and g.ticket_id = t.id
       ) as merged_into
     from unnest($2::bigint[], $3::bigint[]) with ordinality as p (ticket_id, message_id, place)
     join ticket t on t.desk_id = $1 and t.id = p.ticket_id
     join contact c on c.desk_id = $1 and c.id = t.contact_id
     join lateral (
       select id, left(text, $4) as text from message
       where desk_id = $1 and ticket_id = p.ticket_id and (p.message_id is null or id = p.message_id)
       order by id limit 1
     ) m on true
     order by p.place`,
    [deskId, page.map((one) => one.ticketId), page.map((one) => one.messageId), TEXT_MAX],
  )
  return rows.rows.map((row) => ({
    ticket: {
      id: row.id,
      number: Number(row.number),
      subject: row.subject,
      status: row.status,
      priority: row.priority,
      requester: { id: row.contact_id, external_id: row.external_id, email: row.email, name: row.name },
      updated_at: row.updated_at.toISOString(),
      ...(row.merged_into ? { merged_into: row.merged_into } : {}),
    },
    highlights: { subject: highlight(row.subject, found), text: fragment(row.text, found) },
    message_id: row.message_id,
  }))
}

type Row = {
  id: string
  number: string
  subject: string
  status: TicketStatus
  priority: TicketPriority
  updated_at: Date
  message_id: string
  text: string
  contact_id: string
  external_id: string | null
  email: string | null
  name: string
  merged_into: TicketRef | null
}
