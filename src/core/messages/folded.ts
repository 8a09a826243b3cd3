import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { imagesOfMail } from '../mail/show-images.ts'
import type { Message } from '../tickets/ticket.ts'
import { render } from './render.ts'

/** What was folded away from a message that came by mail: quoted mails, html sanitised and
 * without images elsewhere, and the signature. Nothing of others. */
export const foldedOf = async (
  lodge: Lodge,
  actor: Actor,
  ticketId: string,
  message: Message,
): Promise<{ quoted?: { text: string; html: string | null } | null; signature?: string | null }> => {
  if (!message.email) return {}
  if (!message.email.folded) return { quoted: null, signature: null }
  const row = await lodge.store.db
    .selectFrom('message_mail')
    .select(['quoted_text', 'quoted_html', 'signature'])
    .where('desk_id', '=', actor.deskId)
    .where('ticket_id', '=', ticketId)
    .where('message_id', '=', message.id)
    .executeTakeFirst()
  if (!row) return { quoted: null, signature: null }
  const rendered = row.quoted_html === null ? null : (await render('html', row.quoted_html)).html
  const html = rendered && (await imagesOfMail(lodge, actor))(rendered)
  return { quoted: row.quoted_text === null ? null : { text: row.quoted_text, html }, signature: row.signature }
}
