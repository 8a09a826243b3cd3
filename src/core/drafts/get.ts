import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { findTicketId } from '../tickets/find-id.ts'
import { ATTACHMENTS_OF_ROW, type Draft, toDraft, writerOf } from './draft.ts'

type NotFound = { code: 'ticket_not_found' } | { code: 'draft_not_found' }

/** The actor's own draft of a ticket. */
export const getDraft = async (lodge: Lodge, actor: Actor, idOrNumber: string): Promise<Result<Draft, NotFound>> => {
  const ticket = await findTicketId(lodge.store.db, actor, idOrNumber)
  if (!ticket) return fail({ code: 'ticket_not_found' })
  const row = await lodge.store.db
    .selectFrom('draft as d')
    .select(['d.ticket_id', 'd.content', 'd.updated_at', ATTACHMENTS_OF_ROW.as('attachments')])
    .where('d.desk_id', '=', actor.deskId)
    .where('d.ticket_id', '=', ticket.id)
    .where('d.writer_id', '=', writerOf(actor))
    .executeTakeFirst()
  return row ? ok(toDraft(row)) : fail({ code: 'draft_not_found' })
}
