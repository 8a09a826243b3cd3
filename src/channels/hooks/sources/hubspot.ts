import { at, emailOf, textAt } from '../read.ts'
import { isSigned } from '../signature.ts'
import type { HookSource } from '../source.ts'

const WINDOW_MS = 5 * 60_000

/**
 * HubSpot, both ways it sends: an app's subscriptions (an array of events, which name ids only) and a workflow's
 * `Send a webhook` (one object with its properties).
 * Events: https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide
 * Signature v3: https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation
 */
export const hubspot: HookSource = {
  title: 'HubSpot',
  signing: 'the client secret of your app, under Auth',
  verify: ({ headers, method, urls, body }, secret, now) => {
    const timestamp = headers['x-hubspot-request-timestamp'] ?? ''
    if (!/^\d{1,15}$/.test(timestamp) || Math.abs(now.getTime() - Number(timestamp)) > WINDOW_MS) return false
    const given = headers['x-hubspot-signature-v3']
    const digest = { algorithm: 'sha256', encoding: 'base64' } as const
    return urls.some((url) => isSigned(given, secret, [method, url, body, timestamp], digest))
  },
  split: (payload) => (Array.isArray(payload) ? payload : undefined),
  deliveryId: (payload) => {
    const eventId = textAt(payload, 'eventId')
    if (eventId === undefined) return undefined
    // An event's id is not promised to be unique alone.
    return [...['portalId', 'subscriptionId', 'objectId'].map((name) => textAt(payload, name) ?? ''), eventId].join('/')
  },
  toDraft: (payload) => {
    const type = textAt(payload, 'subscriptionType')
    if (type !== undefined && !type.endsWith('.creation'))
      return { ignored: `HubSpot's event ${type} makes no ticket.` }
    const objectId = textAt(payload, 'objectId')
    const isContact = type === 'contact.creation' || textAt(payload, 'objectTypeId') === '0-1'
    const names = [property(payload, 'firstname'), property(payload, 'lastname')].filter((part) => part !== undefined)
    const email = emailOf(property(payload, 'email') ?? property(payload, 'hs_all_associated_contact_emails'))
    return {
      email,
      externalId: isContact && objectId !== undefined ? `hubspot:${objectId}` : undefined,
      name: names.length > 0 ? names.join(' ') : undefined,
      subject:
        property(payload, 'subject') ?? (type === undefined ? undefined : `HubSpot: ${type} ${objectId ?? ''}`.trim()),
      body: property(payload, 'content') ?? property(payload, 'message'),
      priority: PRIORITIES[property(payload, 'hs_ticket_priority') ?? ''],
      externalRef: objectId,
    }
  },
}

const PRIORITIES: Record<string, 'low' | 'normal' | 'high' | 'urgent'> = {
  LOW: 'low',
  MEDIUM: 'normal',
  HIGH: 'high',
  URGENT: 'urgent',
}

/** `properties.x.value`, `properties.x` or `x`: by what made the payload. */
const property = (payload: unknown, name: string): string | undefined =>
  textAt(payload, 'properties', name, 'value') ?? textAt(at(payload, 'properties'), name) ?? textAt(payload, name)
