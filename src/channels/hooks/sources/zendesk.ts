import { at, emailOf, listAt, textAt } from '../read.ts'
import { isSigned } from '../signature.ts'
import type { Draft, HookSource } from '../source.ts'
import { generic } from './generic.ts'

/**
 * Zendesk: the event `ticket.created`, the body of its API's `POST /api/v2/tickets` (`{"ticket":{…}}`), which a trigger's
 * webhook can be made to send, or whatever else a trigger sends.
 * Events: https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/
 * Signature: https://developer.zendesk.com/documentation/webhooks/verifying/
 */
export const zendesk: HookSource = {
  title: 'Zendesk',
  signing: 'Admin Center > Webhooks > Reveal secret',
  verify: ({ headers, body }, secret) => {
    const timestamp = headers['x-zendesk-webhook-signature-timestamp']
    if (timestamp === undefined) return false
    const digest = { algorithm: 'sha256', encoding: 'base64' } as const
    return isSigned(headers['x-zendesk-webhook-signature'], secret, [timestamp, body], digest)
  },
  // The same for each try of one webhook call.
  deliveryId: (payload, headers) => headers['x-zendesk-webhook-invocation-id'] ?? eventId(payload),
  toDraft: (payload, headers) => {
    const type = textAt(payload, 'type')
    if (type === 'zen:event-type:ticket.created') return fromEvent(at(payload, 'detail'))
    if (type?.startsWith('zen:event-type:')) return { ignored: `Zendesk's event ${type.slice(15)} makes no ticket.` }
    const ticket = at(payload, 'ticket')
    return typeof ticket === 'object' && ticket !== null ? fromTicket(ticket) : generic.toDraft(payload, headers)
  },
}

const eventId = (payload: unknown): string | undefined =>
  textAt(payload, 'type')?.startsWith('zen:') ? textAt(payload, 'id') : undefined

/** An event names its requester by Zendesk's id only. */
const fromEvent = (detail: unknown): Draft => {
  const requester = textAt(detail, 'requester_id')
  return {
    externalId: requester === undefined ? undefined : `zendesk:${requester}`,
    subject: textAt(detail, 'subject'),
    body: textAt(detail, 'description'),
    ...marks(detail),
    externalRef: textAt(detail, 'id'),
  }
}

const fromTicket = (ticket: unknown): Draft => ({
  email: emailOf(textAt(ticket, 'requester', 'email')),
  name: textAt(ticket, 'requester', 'name'),
  subject: textAt(ticket, 'subject'),
  ...bodyOf(ticket),
  ...marks(ticket),
  externalRef: textAt(ticket, 'external_id') ?? textAt(ticket, 'id'),
})

const bodyOf = (ticket: unknown): Draft => {
  const html = textAt(ticket, 'comment', 'html_body')
  if (html !== undefined) return { body: html, format: 'html' }
  return { body: textAt(ticket, 'comment', 'body') ?? textAt(ticket, 'description') }
}

const marks = (ticket: unknown): Draft => ({
  priority: PRIORITIES[textAt(ticket, 'priority')?.toLowerCase() ?? ''],
  tags: listAt(ticket, 'tags').flatMap((tag) => (typeof tag === 'string' ? [tag] : [])),
})

const PRIORITIES: Record<string, 'low' | 'normal' | 'high' | 'urgent'> = {
  low: 'low',
  normal: 'normal',
  high: 'high',
  urgent: 'urgent',
}
