import type { Change } from '../change.ts'
import { settleMail } from '../inbound-mail/settle.ts'
import type { Message } from '../tickets/ticket.ts'
import type { MailedMessage } from './email.ts'

/** A message's mail as add_ticket_extras() takes it. */
export const toMailExtra = ({ shown, isPublic, quoted, signature, contentDigest }: MailedMessage) => ({
  inbound_mail_id: shown.inbound_mail_id,
  mail_id: shown.message_id,
  is_public: isPublic,
  shown,
  quoted_text: quoted?.text ?? null,
  quoted_html: quoted?.html ?? null,
  signature,
  content_digest: contentDigest,
})

/** Keeps what is known of the mail of a message that was added to a ticket, and says that the mail is joined to it. */
export const keepEmail = async (
  change: Change,
  ticketId: string,
  message: Message,
  email: MailedMessage,
): Promise<void> => {
  const { content_digest, ...columns } = toMailExtra(email)
  await change.tx
    .insertInto('message_mail')
    .values({
      desk_id: change.actor.deskId,
      ticket_id: ticketId,
      message_id: message.id,
      ...columns,
      shown: JSON.stringify(columns.shown),
    })
    .execute()
  await settleMail(change, email.shown.inbound_mail_id, {
    state: 'joined',
    ticketId,
    messageId: message.id,
    contentDigest: content_digest,
  })
}
