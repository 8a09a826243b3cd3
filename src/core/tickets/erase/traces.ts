import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../../store/schema.ts'
import { deleteDeliveries } from '../../deliveries/delete-many.ts'
import { forgetTicketWords } from '../../search/forget.ts'

/**
 * Erases what followers of the event log, jobs and callers made of a ticket and its messages. Done again a while later
 * (sweep.ts): a follower may have been at work on an old snapshot.
 */
export const eraseTraces = async (
  db: Kysely<Tables>,
  deskId: string,
  ticketId: string,
  words: Iterable<string> = [],
): Promise<void> => {
  await forgetTicketWords(db, deskId, ticketId, words)
  await deleteDeliveries(db, deskId, sql`d.ticket_id = ${ticketId} and d.event_type <> 'ticket.erased'`)
  await sql`delete from mail_message where desk_id = ${deskId} and ticket_id = ${ticketId}`.execute(db)
  await sql`
    update mail_digest_line set subject = null
    where desk_id = ${deskId}
      and number = (select number from ticket where desk_id = ${deskId} and id = ${ticketId})`.execute(db)
  await sql`
    update slack_receipt set answer = null
    where desk_id = ${deskId}
      and message_id in (select id from message where desk_id = ${deskId} and ticket_id = ${ticketId})`.execute(db)
  await sql`
    update rule_run set changes = '{}', did = '{}', error = null
    where desk_id = ${deskId} and ticket_id = ${ticketId}`.execute(db)
  await sql`
    update hook_delivery set body = '', headers = '{}', detail = null
    where desk_id = ${deskId} and ticket_id = ${ticketId}`.execute(db)
  await sql`
    update intervention_run
    set data = '{}', uid = null, answers = '{}', remote = case when remote is not null then '{}'::jsonb end
    where desk_id = ${deskId} and ticket_id = ${ticketId}`.execute(db)
  await sql`
    update ticket_rating set comment = null where desk_id = ${deskId} and ticket_id = ${ticketId}`.execute(db)
}
