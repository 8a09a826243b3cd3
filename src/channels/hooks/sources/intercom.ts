import { at, emailOf, textAt } from '../read.ts'
import { isSigned } from '../signature.ts'
import type { Draft, HookSource } from '../source.ts'

/**
 * Intercom's notifications `conversation.user.created` and `ticket.created`.
 * https://developers.intercom.com/docs/references/webhooks/webhook-models
 * Signature: https://developers.intercom.com/docs/webhooks/webhook-notifications#signed-notifications
 */
export const intercom: HookSource = {
  title: 'Intercom',
  signing: 'the client secret of your app, under Basic information',
  verify: ({ headers, body }, secret) =>
    isSigned(headers['x-hub-signature'], secret, [body], { algorithm: 'sha1', encoding: 'hex' }, 'sha1='),
  deliveryId: (payload) => textAt(payload, 'id'),
  toDraft: (payload) => {
    const topic = textAt(payload, 'topic') ?? 'without a topic'
    const item = at(payload, 'data', 'item')
    if (topic === 'conversation.user.created') return fromConversation(item)
    if (topic === 'ticket.created') return fromTicket(item)
    return {
      ignored: topic === 'ping' ? 'A test of Intercom’s: the hook works.' : `Intercom's ${topic} makes no ticket.`,
    }
  },
}

const fromConversation = (item: unknown): Draft => {
  // `source` since version 2.0 of their API; `conversation_message` and `user` before.
  const source = at(item, 'source') ?? at(item, 'conversation_message')
  const contact = at(item, 'contacts', 'contacts', 0)
  return {
    ...person(at(source, 'author'), contact ?? at(item, 'user')),
    subject: plain(textAt(source, 'subject')) ?? textAt(item, 'title') ?? 'Conversation in Intercom',
    body: textAt(source, 'body'),
    format: 'html',
    externalRef: textAt(item, 'id'),
  }
}

const fromTicket = (item: unknown): Draft => ({
  ...person(at(item, 'contacts', 'contacts', 0), at(item, 'contact')),
  subject: textAt(item, 'ticket_attributes', '_default_title_'),
  body: textAt(item, 'ticket_attributes', '_default_description_'),
  externalRef: textAt(item, 'ticket_id') ?? textAt(item, 'id'),
})

/** Their `external_id` (`user_id` before) is the id that the app gave its user: the same that ours is. */
const person = (author: unknown, contact: unknown): Draft => {
  const id = textAt(contact, 'id') ?? textAt(author, 'id')
  return {
    email: emailOf(textAt(author, 'email') ?? textAt(contact, 'email')),
    externalId:
      textAt(contact, 'external_id') ?? textAt(contact, 'user_id') ?? (id === undefined ? undefined : `intercom:${id}`),
    name: textAt(author, 'name') ?? textAt(contact, 'name'),
  }
}

/** A subject comes as html: `<p>Help</p>`. */
const plain = (html: string | undefined): string | undefined => html?.replaceAll(/<[^<>]*>/g, ' ').trim() || undefined
