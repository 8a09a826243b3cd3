import { sql } from 'kysely'
import type { Change } from '../change.ts'

/**
 * Erases what was being written on a ticket, and what waits to be sent, with the uploads of both. Answers those. Nothing
 * that was scheduled is sent after it.
 */
export const eraseUnsent = async (
  { tx, actor }: Change,
  ticketId: string,
): Promise<{ id: string; storage_key: string }[]> => {
  const erased = await sql<{ id: string; storage_key: string }>`
    with drafts as (
      delete from draft where desk_id = ${actor.deskId} and ticket_id = ${ticketId} returning attachments
    ), scheduled as (
      delete from scheduled_message where desk_id = ${actor.deskId} and ticket_id = ${ticketId} returning attachments
    )
    delete from attachment
    where desk_id = ${actor.deskId} and ticket_id is null and id in (
      select unnest(attachments) from drafts union all select unnest(attachments) from scheduled
    )
    returning id::text, storage_key`.execute(tx)
  return erased.rows
}
