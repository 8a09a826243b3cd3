import { sql } from 'kysely'
import type { Change } from '../../change.ts'
import { bodyVector, headVector, listable } from '../../search/document.ts'
import type { Message, TicketSnapshot } from '../ticket.ts'
import { type ReadLog, UNREAD } from './log.ts'
import { eraseSnapshot } from './snapshot.ts'

type Row = {
  xid: string
  id: string
  type: string
  data: { ticket?: TicketSnapshot | { id: string }; message?: Message }
}

/**
 * Rewrites what the event log says of a ticket, of its files and of its mails, and answers the words that search may know by
 * it: what was read of the log, and what came since. Where a file or mail was added to the ticket meanwhile, the whole log is
 * read once more.
 */
export const eraseEvents = async (
  { tx, actor }: Change,
  ticketId: string,
  { attachments, mails }: { attachments: string[]; mails: string[] },
  read: ReadLog,
): Promise<Set<string>> => {
  const isAllRead = attachments.every((id) => read.attachmentIds.has(id)) && mails.every((id) => read.mailIds.has(id))
  const { before, events } = isAllRead ? read : UNREAD
  const words = new Set<string>()
  const found = await sql<Row>`
    select xid::text, id::text, type, data from event
    where desk_id = ${actor.deskId} and xid >= ${before}::xid8 and (
      ticket_id = ${ticketId}
      or (type = 'attachment.created' and data->>'id' = any(${attachments}::text[]))
      or (type like 'inbound_mail.%' and data->'inbound_mail'->>'id' = any(${mails}::text[]))
    )
    union all
    select e.xid::text, e.id::text, e.type, e.data
    from unnest(${events.map(({ xid }) => xid)}::text[], ${events.map(({ id }) => id)}::bigint[]) as k (xid, id)
    join event e on e.desk_id = ${actor.deskId} and e.xid = k.xid::xid8 and e.id = k.id`.execute(tx)
  for (const { xid, id, type, data } of found.rows) {
    for (const word of wordsOf(data)) words.add(word)
    const erased = type === 'attachment.created' ? { ...data, name: '', sha256: '0'.repeat(64) } : eraseSnapshot(data)
    await sql`
      update event set data = ${JSON.stringify(erased)}
      where desk_id = ${actor.deskId} and xid = ${xid}::xid8 and id = ${id}`.execute(tx)
  }
  return words
}

/** As the search index has them (core/search): by events that tell of a whole ticket, or of a message. */
const wordsOf = ({ ticket, message }: Row['data']): string[] =>
  listable(`${ticket && 'subject' in ticket ? headVector(ticket) : ''}${message ? bodyVector(message.text) : ''}`)
