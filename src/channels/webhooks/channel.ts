import { DELETED } from '../../core/webhooks/delete.ts'
import { disableWebhook } from '../../core/webhooks/disable.ts'
import { findEndpoint } from '../../core/webhooks/endpoint.ts'
import type { Channel, Outcome } from '../channel.ts'
import type { Outbound } from '../outbound.ts'
import { outcomeOf } from './answer.ts'
import { isEpilog, planEpilogs, sendEpilog } from './epilog.ts'
import type { VendorFormats } from './format.ts'
import { payloadOf } from './payload.ts'
import { planWebhooks } from './plan.ts'
import { signed } from './sign.ts'

/** More of an answer is not read: nobody needs it. */
const ANSWER_MAX = 64 * 1024

/** Events to URLs of the desk's own choice, by Standard Webhooks or in a vendor's format. A receiver may get one twice, under the same `webhook-id`. */
export const webhookChannel = (outbound: Outbound, formats: VendorFormats = {}): Channel => ({
  name: 'webhook',
  types: 'all',
  plan: async (given) => [...(await planWebhooks(given, formats)), ...(await planEpilogs(given))],
  send: async ({ lodge, delivery, shared, signal }): Promise<Outcome> => {
    if (isEpilog(delivery)) return sendEpilog(outbound, { lodge, delivery, signal })
    const { deskId, lane: id, event } = delivery
    const endpoint = await shared(`webhook/${deskId}/${id}`, () => findEndpoint(lodge, deskId, id))
    if (!endpoint) return { ok: false, reason: DELETED, permanent: true }
    if (!endpoint.enabled) return { ok: false, reason: DISABLED, permanent: true }
    if (!endpoint.secrets) return { ok: false, reason: UNREADABLE, permanent: false }
    const format = endpoint.format === 'standard' ? undefined : formats[endpoint.format]
    if (endpoint.format !== 'standard' && !format) return { ok: false, reason: NO_FORMAT, permanent: true }
    const body = format ? await format.bodyOf(lodge, delivery) : payloadOf(delivery, endpoint.deskSlug)
    const [newest = ''] = endpoint.secrets
    const now = new Date()
    const answer = await outbound.request({
      method: 'POST',
      url: endpoint.url,
      headers: {
        ...endpoint.headers,
        'content-type': 'application/json',
        'user-agent': 'Lodge webhooks',
        ...(format ? format.headersOf(newest, now, body) : signed(endpoint.secrets, event.id, now, body)),
      },
      body,
      signal,
      maxBytes: ANSWER_MAX,
      repeatable: true,
      ...(format && { timeoutMs: format.timeoutMs(delivery.attempt) }),
    })
    if (!answer.ok) return answer
    const outcome = outcomeOf(new URL(endpoint.url).host, answer)
    if (!outcome.ok && outcome.permanent) await disableWebhook(lodge, deskId, id, outcome.reason)
    return outcome
  },
})

const DISABLED = 'This webhook is disabled: enable it, then send this again.'
const NO_FORMAT = 'This process does not know the format of this webhook.'
const UNREADABLE =
  'The secret of this webhook cannot be read: LODGE_SECRET is another than when it was made. Rotate the secret.'
