import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { findTicketId } from '../tickets/find-id.ts'
import { ATTACHMENTS_OF_ROW, type Draft, toDraft, writerOf } from './draft.ts'

type NotFound = { code: 'ticket_not_found' } | { code: 'draft_not_found' }

/** Throws the actor's own draft of a ticket away, and answers it as it was. */
export const deleteDraft = async (lodge: Lodge, actor: Actor, idOrNumber: string): Promise<Result<Draft, NotFound>> => {
  const ticket = await findTicketId(lodge.store.db, actor, idOrNumber)
  if (!ticket) return fail({ code: 'ticket_not_found' })
  const row = await lodge.store.db
    .deleteFrom('draft as d')
    .where('d.desk_id', '=', actor.deskId)
    .where('d.ticket_id', '=', ticket.id)
    .where('d.writer_id', '=', writerOf(actor))
    .returning(['d.ticket_id', 'd.content', 'd.updated_at', ATTACHMENTS_OF_ROW.as('attachments')])
    .executeTakeFirst()
  return row ? ok(toDraft(row)) : fail({ code: 'draft_not_found' })
}
