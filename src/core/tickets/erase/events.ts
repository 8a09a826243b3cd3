import { sql } from 'kysely'
import type { Change } from '../../change.ts'
import { bodyVector, headVector, listable } from '../../search/document.ts'
import type { Message, TicketSnapshot } from '../ticket.ts'
import { eraseSnapshot } from './snapshot.ts'

type Row = {
  xid: string
  id: string
  type: string
  data: { ticket?: TicketSnapshot | { id: string }; message?: Message }
}

/**
 * Rewrites what the event log says of a ticket, of its files and of its mails, and answers the words that search may know by it. The log
 * has no index by ticket (each costs a creation): this reads the desk's whole log, a second a million events.
 */
export const eraseEvents = async (
  { tx, actor }: Change,
  ticketId: string,
  { attachments, mails }: { attachments: string[]; mails: string[] },
): Promise<Set<string>> => {
  const words = new Set<string>()
  const found = await sql<Row>`
    select xid::text, id::text, type, data from event
    where desk_id = ${actor.deskId} and (
      ticket_id = ${ticketId}
      or (type = 'attachment.created' and data->>'id' = any(${attachments}::text[]))
      or (type like 'inbound_mail.%' and data->'inbound_mail'->>'id' = any(${mails}::text[]))
    )`.execute(tx)
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
