import type { Lodge } from '../../../core/lodge.ts'
import type { DueDelivery } from '../../channel.ts'
import { type MailData, TO_CUSTOMERS } from '../mail.ts'
import { threadIdOf } from '../message-id.ts'

/** Mail programs look at the last few. */
const REFERENCES_MAX = 10

/**
 * What a mail refers to: its ticket's thread and those mails of it that came before, oldest first. Of two tries, both say
 * the same: what was planned later does not count.
 */
export const referencesOf = async (
  lodge: Lodge,
  { deskId, event }: Pick<DueDelivery, 'deskId' | 'event'>,
  data: MailData,
  from: string,
): Promise<string[]> => {
  if (event.ticketId === null || data.kind === 'digest') return []
  const isPublic = TO_CUSTOMERS.has(data.kind)
  const rows = await lodge.store.db
    .selectFrom('mail_message')
    .select('message_id')
    .where('desk_id', '=', deskId)
    .where('ticket_id', '=', event.ticketId)
    .where('event_id', '<', event.id)
    .where('is_public', '=', isPublic)
    .orderBy('event_id', 'desc')
    .orderBy('message_id')
    .limit(REFERENCES_MAX)
    .execute()
  return [threadIdOf(deskId, event.ticketId, isPublic, from), ...rows.map((row) => row.message_id).reverse()]
}
