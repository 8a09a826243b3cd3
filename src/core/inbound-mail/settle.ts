import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import type { MailCause } from './cause.ts'

/** What became of a mail. `filed` is written where its ticket is (add_ticket_extras.sql). */
export type MailOutcome =
  | { state: 'joined'; ticketId: string; messageId: string; contentDigest: string }
  | { state: 'noted'; cause: MailCause; reason: string; ticketId: string | null; contentDigest: string | null }
  | { state: 'quarantined'; cause: MailCause; reason: string }

/**
 * Writes down what became of a mail, the first time only: whoever worked on it too is told false, and undoes what they
 * did. One that is kept back is an event too, so that somebody is told.
 */
export const settleMail = async (change: Change, id: string, outcome: MailOutcome): Promise<void> => {
  const settled = await change.tx
    .updateTable('inbound_mail')
    .set({
      state: outcome.state,
      reason: outcome.state === 'joined' ? null : outcome.reason,
      cause: outcome.state === 'joined' ? null : outcome.cause,
      ticket_id: outcome.state === 'quarantined' ? null : outcome.ticketId,
      message_row_id: outcome.state === 'joined' ? outcome.messageId : null,
      content_digest:
        outcome.state === 'quarantined' || outcome.contentDigest === null
          ? null
          : Buffer.from(outcome.contentDigest, 'hex'),
      error: null,
      decided_at: new Date(),
    })
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .where('state', '=', 'stored')
    .returning('mailbox_id')
    .executeTakeFirst()
  if (!settled) throw new Error(`the mail ${id} was decided by somebody else`)
  if (outcome.state !== 'quarantined') return
  await recordEvent(change, {
    type: 'inbound_mail.quarantined',
    data: { inbound_mail: { id, mailbox_id: settled.mailbox_id, cause: outcome.cause, reason: outcome.reason } },
  })
}
