import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import { claimable } from '../attachments/claimable.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { findTicketId } from '../tickets/find-id.ts'
import { type Draft, type DraftContent, toDraft, writerOf } from './draft.ts'

export type SaveDraftError = { code: 'ticket_not_found' } | { code: 'attachment_not_found'; id: string }

/**
 * Keeps what somebody is writing on a ticket, in place of what they wrote before. Called each second or so while they type:
 * it writes one row and no event, and nobody is woken for it. Its uploads stay while it does.
 */
export const saveDraft = async (
  lodge: Lodge,
  actor: Actor,
  idOrNumber: string,
  { attachments, ...content }: DraftContent & { attachments: string[] },
): Promise<Result<Draft, SaveDraftError>> => {
  const { db } = lodge.store
  const ticket = await findTicketId(db, actor, idOrNumber)
  if (!ticket) return fail({ code: 'ticket_not_found' })
  const uploads = await claimable(db, actor, attachments)
  if (!uploads.ok) return uploads
  const saved = { content: JSON.stringify(content), attachments, updated_at: sql<Date>`now()` }
  const { updated_at } = await db
    .insertInto('draft')
    .values({ desk_id: actor.deskId, ticket_id: ticket.id, writer_id: writerOf(actor), ...saved })
    .onConflict((conflict) => conflict.columns(['desk_id', 'ticket_id', 'writer_id']).doUpdateSet(saved))
    .returning('updated_at')
    .executeTakeFirstOrThrow()
  return ok(toDraft({ ticket_id: ticket.id, content, attachments: uploads.value, updated_at }))
}
