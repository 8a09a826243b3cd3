import type { Lodge } from '../../../core/lodge.ts'
import type { DueDelivery } from '../../channel.ts'
import { type MailData, TO_CUSTOMERS } from '../mail.ts'
import { threadIdOf } from '../message-id.ts'

/** Mail programs look at the last few. */
const REFERENCES_MAX = 10

/**
 * What a mail refers to: its ticket's thread and those mails of it that came before, theirs and ours, oldest first. Of two tries, both say
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
  const { rows } = await lodge.store.pool.query<{ mail_id: string; is_theirs: boolean }>(
    `select mail_id, is_theirs from (
       select message_id as mail_id, event_id as at, false as is_theirs from mail_message
       where desk_id = $1 and ticket_id = $2 and event_id < $3 and is_public = $4
       union all
       select mail_id, message_id, true from message_mail
       where desk_id = $1 and ticket_id = $2 and message_id < $3 and is_public = $4 and mail_id is not null
     ) mails order by at desc, mail_id limit $5`,
    [deskId, event.ticketId, event.id, isPublic, REFERENCES_MAX],
  )
  // The last is what In-Reply-To names: their last mail, not our acknowledgement of it.
  const answered = rows.find((row) => row.is_theirs)
  const others = rows.filter((row) => row !== answered).reverse()
  const ids = [...others, ...(answered ? [answered] : [])].map((row) => row.mail_id)
  return [threadIdOf(deskId, event.ticketId, isPublic, from), ...ids]
}
