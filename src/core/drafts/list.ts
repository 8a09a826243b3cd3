import { ofTicketInReach } from '../../store/reach.ts'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { ATTACHMENTS_OF_ROW, type Draft, toDraft, writerOf } from './draft.ts'

/** The actor's own drafts, by ticket, the newest ticket first. */
export const listDrafts = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[string]>,
): Promise<Page<Draft>> => {
  const rows = await lodge.store.db
    .selectFrom('draft as d')
    .select(['d.ticket_id', 'd.content', 'd.updated_at', ATTACHMENTS_OF_ROW.as('attachments')])
    .where('d.desk_id', '=', actor.deskId)
    .where('d.writer_id', '=', writerOf(actor))
    .where(ofTicketInReach(actor.departments, 'd'))
    .$if(after !== null, (query) => query.where('d.ticket_id', '<', after?.[0] ?? ''))
    .orderBy('d.ticket_id', 'desc')
    .limit(limit + 1)
    .execute()
  return toPage(rows, limit, (row) => [row.ticket_id], toDraft)
}
