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
export const readLog = async (lodge: Lodge, { deskId }: Actor, idOrNumber: string): Promise<ReadLog> => {
  if (!looksLikeId(idOrNumber)) return UNREAD
  const { pool } = lodge.store
  // First: whatever is from before it is in sight of the queries after it.
  const horizon = await pool.query<{ before: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as before')
  const tickets = await pool.query<{ id: string; contact_id: string; attachments: string[]; mails: string[] }>(
    `select t.id::text, t.contact_id::text,
       array(select a.id::text from attachment a where a.desk_id = t.desk_id and a.ticket_id = t.id) as attachments,
       array(select m.id::text from inbound_mail m where m.desk_id = t.desk_id and m.ticket_id = t.id) as mails
     from ticket t where t.desk_id = $1 and (t.number = $2 or t.id = $2)
     order by t.number = $2 desc limit 1`,
    [deskId, idOrNumber],
  )
  const [ticket] = tickets.rows
  const before = horizon.rows[0]?.before
  if (!ticket || before === undefined) return UNREAD
  const found = await pool.query<{ xid: string; id: string; is_contacts: boolean }>(
    `select xid::text, id::text, type like 'contact.%' as is_contacts from event
     where desk_id = $1 and xid < $2::xid8 and (
       ticket_id = $3
       or (type = 'attachment.created' and data->>'id' = any ($4::text[]))
       or (type like 'contact.%' and data->'contact'->>'id' = $5)
       or (type like 'inbound_mail.%' and data->'inbound_mail'->>'id' = any ($6::text[]))
     )`,
    [deskId, before, ticket.id, ticket.attachments, ticket.contact_id, ticket.mails],
  )
  return {
    before,
    ticketId: ticket.id,
    contactId: ticket.contact_id,
    attachmentIds: new Set(ticket.attachments),
    mailIds: new Set(ticket.mails),
    events: found.rows.filter(({ is_contacts }) => !is_contacts).map(({ xid, id }) => ({ xid, id })),
    isContactTold: found.rows.some(({ is_contacts }) => is_contacts),
  }
}
