import type { Actor } from '../../actor.ts'
import { looksLikeId } from '../../ids.ts'
import type { Lodge } from '../../lodge.ts'

/** What the event log says of a ticket, in all transactions before `before`. */
export type ReadLog = {
  before: string
  ticketId: string
  contactId: string
  attachmentIds: Set<string>
  mailIds: Set<string>
  /** The events of the ticket, of its attachments and of the mails that came to it. */
  events: { xid: string; id: string }[]
  /** Whether its requester was made or changed by themselves, not by a ticket alone. */
  isContactTold: boolean
}

/** Nothing was read: everything is left to read. */
export const UNREAD: ReadLog = {
  before: '0',
  ticketId: '',
  contactId: '',
  attachmentIds: new Set(),
  mailIds: new Set(),
  events: [],
  isContactTold: false,
}

/**
 * Reads the desk's event log for what it says of a ticket, by its number or id. The log has no index by ticket (each costs a
 * creation), so this takes a second a million events: it is done before an erasure's transaction, which holds up the intake
 * and then reads only what came since.
 */
export const readLog = async (lodge: Lodge, actor: Actor, idOrNumber: string): Promise<ReadLog> => {
  if (!looksLikeId(idOrNumber)) return UNREAD
  const found = await lodge.store.pool.query<{ id: string }>(
    `select id::text from ticket where desk_id = $1 and (number = $2 or id = $2) order by number = $2 desc limit 1`,
    [actor.deskId, idOrNumber],
  )
  const id = found.rows[0]?.id
  return (id !== undefined && (await readLogs(lodge, actor, [id])).get(id)) || UNREAD
}

type OfTicket = { id: string; contact_id: string; attachments: string[]; mails: string[] }
type Read = { xid: string; id: string; ticket_id: string | null; type: string; about: string | null }

/** The same of several tickets, by their ids, in one reading. */
export const readLogs = async (lodge: Lodge, { deskId }: Actor, ids: string[]): Promise<Map<string, ReadLog>> => {
  const { pool } = lodge.store
  // First: whatever is from before it is in sight of the queries after it.
  const horizon = await pool.query<{ before: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as before')
  const { rows: tickets } = await pool.query<OfTicket>(
    `select t.id::text, t.contact_id::text,
       array(select a.id::text from attachment a where a.desk_id = t.desk_id and a.ticket_id = t.id) as attachments,
       array(select m.id::text from inbound_mail m where m.desk_id = t.desk_id and m.ticket_id = t.id) as mails
     from ticket t where t.desk_id = $1 and t.id = any ($2::bigint[])`,
    [deskId, ids],
  )
  const before = horizon.rows[0]?.before
  if (tickets.length === 0 || before === undefined) return new Map()
  const found = await pool.query<Read>(
    `select xid::text, id::text, ticket_id::text, type,
       case when type = 'attachment.created' then data->>'id'
         when type like 'contact.%' then data->'contact'->>'id'
         when type like 'inbound_mail.%' then data->'inbound_mail'->>'id' end as about
     from event
     where desk_id = $1 and xid < $2::xid8 and (
       ticket_id = any ($3::bigint[])
       or (type = 'attachment.created' and data->>'id' = any ($4::text[]))
       or (type like 'contact.%' and data->'contact'->>'id' = any ($5::text[]))
       or (type like 'inbound_mail.%' and data->'inbound_mail'->>'id' = any ($6::text[]))
     )`,
    [
      deskId,
      before,
      tickets.map(({ id }) => id),
      tickets.flatMap(({ attachments }) => attachments),
      tickets.map(({ contact_id }) => contact_id),
      tickets.flatMap(({ mails }) => mails),
    ],
  )
  const owners = new Map<string, string>(
    tickets.flatMap(({ id, attachments, mails }) => [...attachments, ...mails].map((one) => [one, id] as const)),
  )
  const byTicket = Map.groupBy(
    found.rows.filter(({ type }) => !type.startsWith('contact.')),
    ({ ticket_id, about }) => ticket_id ?? owners.get(about ?? '') ?? '',
  )
  const told = new Set(found.rows.filter(({ type }) => type.startsWith('contact.')).map(({ about }) => about))
  const toLog = (ticket: OfTicket): ReadLog => ({
    before,
    ticketId: ticket.id,
    contactId: ticket.contact_id,
    attachmentIds: new Set(ticket.attachments),
    mailIds: new Set(ticket.mails),
    events: (byTicket.get(ticket.id) ?? []).map(({ xid, id }) => ({ xid, id })),
    isContactTold: told.has(ticket.contact_id),
  })
  return new Map(tickets.map((ticket) => [ticket.id, toLog(ticket)]))
}
