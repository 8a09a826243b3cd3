import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { deleteDeliveries } from '../deliveries/delete-many.ts'
import { recordEvent } from '../events/record.ts'
import { emptyMails } from '../inbound-mail/empty.ts'
import { forgetRelations, shownWith } from '../merges/shown-with.ts'
import { type OldTickets, oldTicket } from '../retention/old.ts'
import { forgetTicketWords } from '../search/forget.ts'
import { eraseKeptAnswers } from './erase/answers.ts'

/** How many go at once: the event log is read once for all of them. */
const DELETED_AT_ONCE = 200

type Deleted = { deleted: number; more: boolean; files: string[] }

/** Deletes the tickets that were done so many days ago: deleteOldTickets. */
export const deleteClosedTickets = (change: Change, olderThanDays: number): Promise<Deleted> =>
  deleteOldTickets(change, 'closed', olderThanDays)

/**
 * Deletes the tickets that were done, or spam, so many days ago, the oldest first, up to DELETED_AT_ONCE: with their messages,
 * files, events, deliveries, what their mails said, and all else that is theirs. What they add to reports stays, and so do
 * their contacts; their numbers are not given again. `files` are to be removed after the commit (erase/files.ts). Event:
 * `tickets.deleted`.
 *
 * At least a day: by then every follower of the event log is done with them.
 */
export const deleteOldTickets = async (change: Change, which: OldTickets, olderThanDays: number): Promise<Deleted> => {
  const { tx, actor } = change
  const found = await sql<{ id: string }>`
    select id::text from ticket t where ${oldTicket(which, actor.deskId, olderThanDays)}
    order by t.id limit ${DELETED_AT_ONCE + 1} for update skip locked`.execute(tx)
  const roots = found.rows.slice(0, DELETED_AT_ONCE).map(({ id }) => id)
  if (roots.length === 0) return { deleted: 0, more: false, files: [] }
  const ids = [...roots, ...(await shownWith(tx, actor.deskId, roots))]
  await forgetRelations(change, ids)
  const attachments = await sql<{ id: string; storage_key: string }>`
    delete from attachment where desk_id = ${actor.deskId} and ticket_id = any (${ids}::bigint[])
    returning id::text, storage_key`.execute(tx)
  await eraseKeptAnswers(change, ids)
  for (const id of ids) await forgetTicketWords(tx, actor.deskId, id)
  await deleteDeliveries(tx, actor.deskId, sql`d.ticket_id = any (${ids}::bigint[])`)
  const received = await emptyMails(tx, actor.deskId, ids, { parted: true })
  await deleteEvents(change, ids, { attachments: attachments.rows.map(({ id }) => id), mails: received.ids })
  await sql`
    delete from slack_receipt
    where desk_id = ${actor.deskId} and message_id in (
      select id from message where desk_id = ${actor.deskId} and ticket_id = any (${ids}::bigint[])
    )`.execute(tx)
  for (const table of await tablesOfTickets(change)) {
    await sql`
      delete from ${sql.table(table)} where desk_id = ${actor.deskId} and ticket_id = any (${ids}::bigint[])`.execute(
      tx,
    )
  }
  await sql`delete from ticket where desk_id = ${actor.deskId} and id = any (${ids}::bigint[])`.execute(tx)
  const data = { older_than_days: olderThanDays, deleted: ids.length, spam: which === 'spam' }
  await recordEvent(change, { type: 'tickets.deleted', data })
  const files = [...attachments.rows.map((row) => row.storage_key), ...received.files]
  return { deleted: ids.length, more: found.rows.length > roots.length, files }
}

/** Whatever names a ticket by `ticket_id` is that ticket's, in every table that there is now or will be. */
const tablesOfTickets = async ({ tx }: Change): Promise<string[]> => {
  const found = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'ticket_id'
      and not a.attisdropped
    order by c.relname`.execute(tx)
  return found.rows.map(({ name }) => name)
}

/** And the keys of requests that are answered from those events. */
const deleteEvents = async (
  { tx, actor }: Change,
  ids: string[],
  { attachments, mails }: { attachments: string[]; mails: string[] },
): Promise<void> => {
  await sql`
    with old as (
      delete from event
      where desk_id = ${actor.deskId} and (
        ticket_id = any (${ids}::bigint[])
        or (type = 'attachment.created' and data->>'id' = any (${attachments}::text[]))
        or (type like 'inbound_mail.%' and data->'inbound_mail'->>'id' = any (${mails}::text[]))
      )
      returning xid, id
    )
    delete from idempotency_key k using old
    where k.desk_id = ${actor.deskId} and k.event_xid = old.xid and k.event_id = old.id`.execute(tx)
}
