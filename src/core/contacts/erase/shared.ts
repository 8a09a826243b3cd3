import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../../store/schema.ts'
import { forgetMessageWords } from '../../search/forget.ts'
import type { KnownPerson } from './person.ts'

/** What was a person's on tickets of others. `files` are to be removed after the commit (tickets/erase/files.ts). */
export type SharedPart = { tickets: number; messages: string[]; attachments: string[]; files: string[] }

/**
 * Takes a person out of tickets that are somebody else's: what they wrote there is emptied, with its files, and they take part
 * no more. The tickets, and what others said on them, stay.
 */
export const partFromOthers = async (
  db: Kysely<Tables>,
  deskId: string,
  { ids, addresses }: KnownPerson,
): Promise<SharedPart> => {
  const parted = await sql<{ ticket_id: string }>`
    delete from participant
    where desk_id = ${deskId} and (contact_id = any (${ids}::bigint[])
      or (member_id is null and lower(email) = any (${addresses}::text[])))
    returning ticket_id::text`.execute(db)
  const messages = await sql<{ id: string; ticket_id: string }>`
    update message set text = '', html = case when html is not null then '' end,
      markdown = case when markdown is not null then '' end, author_id = null, author_name = null
    where desk_id = ${deskId} and author_kind = 'contact' and author_id = any (${ids}::bigint[])
    returning id::text, ticket_id::text`.execute(db)
  const messageIds = messages.rows.map(({ id }) => id)
  const ticketIds = [...new Set([...parted.rows, ...messages.rows].map((row) => row.ticket_id))]
  await sql`
    update mail_message set recipients = array(
      select r from unnest(recipients) r where lower(r) <> all (${addresses}::text[])
    )
    where desk_id = ${deskId} and ticket_id = any (${ticketIds}::bigint[]) and recipients is not null`.execute(db)
  await sql`
    delete from message_recipient where desk_id = ${deskId} and lower(email) = any (${addresses}::text[])`.execute(db)
  const attachments = await sql<{ id: string; storage_key: string }>`
    delete from attachment where desk_id = ${deskId} and ticket_id = any (${messages.rows.map((row) => row.ticket_id)}::bigint[])
      and message_id = any (${messageIds}::bigint[])
    returning id::text, storage_key`.execute(db)
  await forgetMessageWords(db, deskId, messageIds)
  await sql`
    delete from message_mail where desk_id = ${deskId} and message_id = any (${messageIds}::bigint[])`.execute(db)
  await sql`
    update slack_receipt set answer = null
    where desk_id = ${deskId} and message_id = any (${messageIds}::bigint[])`.execute(db)
  return {
    tickets: ticketIds.length,
    messages: messageIds,
    attachments: attachments.rows.map(({ id }) => id),
    files: attachments.rows.map((row) => row.storage_key),
  }
}
