import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../store/schema.ts'

/** What is no mail's any more: their ids, and their files, to be removed after the commit (tickets/erase/files.ts). */
type Emptied = { ids: string[]; files: string[] }

/**
 * Takes out of the mails that came to some tickets what they say, and from whom, with bounces and what was folded away; `parted` from the tickets too, where those
 * go. A row stays, with its mailbox, state and times, so that the mailbox's sums agree, and with the digest that the same
 * mail is known by: read once more from its folder it would be a new ticket. A mail that went to several mailboxes stays
 * whole in the others.
 */
export const emptyMails = async (
  db: Kysely<Tables>,
  deskId: string,
  ticketIds: string[],
  { parted }: { parted: boolean },
): Promise<Emptied> => {
  const emptied = await sql<{ id: string; storage_key: string }>`
    with whole as (
      select id, storage_key from inbound_mail
      where desk_id = ${deskId} and ticket_id = any (${ticketIds}::bigint[]) and storage_key <> ''
      for update
    )
    update inbound_mail m
    set storage_key = '', size = 0, sha256 = '', message_id = null, content_digest = null, verdict = null, cause = null,
      reason = null, error = null,
      envelope = '{"from": null, "to": [], "ip": null, "helo": null}'
        || jsonb_build_object('tls', m.envelope->'tls', 'via', m.envelope->'via'),
      ticket_id = case when not ${parted} then m.ticket_id end,
      message_row_id = case when not ${parted} then m.message_row_id end
    from whole where m.desk_id = ${deskId} and m.id = whole.id
    returning m.id::text, whole.storage_key`.execute(db)
  for (const table of ['message_mail', 'mail_bounce']) {
    await sql`
      delete from ${sql.table(table)}
      where desk_id = ${deskId} and ticket_id = any (${ticketIds}::bigint[])`.execute(db)
  }
  return { ids: emptied.rows.map(({ id }) => id), files: emptied.rows.map((row) => row.storage_key) }
}
