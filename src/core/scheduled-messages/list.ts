import type { Actor } from '../actor.ts'
import { ATTACHMENTS_OF_ROW } from '../drafts/draft.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { fail, ok, type Result } from '../result.ts'
import { findTicketId } from '../tickets/find-id.ts'
import { SCHEDULED, type ScheduledMessage, toScheduledMessage } from './scheduled-message.ts'

/** What of a ticket waits to be sent, and what could not be, the oldest first. */
export const listScheduledMessages = async (
  lodge: Lodge,
  actor: Actor,
  idOrNumber: string,
  { limit, after }: Paging<[string]>,
): Promise<Result<Page<ScheduledMessage>, { code: 'ticket_not_found' }>> => {
  const ticket = await findTicketId(lodge.store.db, actor, idOrNumber)
  if (!ticket) return fail({ code: 'ticket_not_found' })
  const rows = await lodge.store.db
    .selectFrom('scheduled_message as d')
    .select([...SCHEDULED, ATTACHMENTS_OF_ROW.as('attachments')])
    .where('d.desk_id', '=', actor.deskId)
    .where('d.ticket_id', '=', ticket.id)
    .where('d.state', '<>', 'sent')
    .where('d.id', '>', after?.[0] ?? '0')
    .orderBy('d.id')
    .limit(limit + 1)
    .execute()
  return ok(toPage(rows, limit, (row) => [row.id], toScheduledMessage))
}
