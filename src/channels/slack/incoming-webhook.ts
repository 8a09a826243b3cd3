import type { OpenConnection } from '../../core/slack/open.ts'
import type { DueDelivery, Outcome } from '../channel.ts'
import type { Outbound } from '../outbound.ts'
import { testMessage, ticketMessage } from './message.ts'
import { tidingsOf, toldOf } from './tell.ts'
import { refusalInWords } from './words.ts'

/**
 * Posts to an incoming webhook (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks), which answers `ok`, or
 * an error's code as text. It does not tell what it has posted: where the line breaks, a message may come twice.
 */
export const postToWebhook = async (given: {
  outbound: Outbound
  connection: OpenConnection
  delivery: DueDelivery
  signal: AbortSignal
  handedOver: () => Promise<void>
}): Promise<Outcome> => {
  const { outbound, connection, delivery, signal } = given
  const tidings = tidingsOf(delivery.event)
  const { ticket } = toldOf(delivery.event)
  const message =
    tidings && ticket
      ? ticketMessage(tidings, ticket, { interactive: false, ticketUrl: connection.ticketUrl })
      : testMessage(connection.name)
  await given.handedOver()
  const answer = await outbound.request({
    method: 'POST',
    url: connection.secret,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
    signal,
  })
  if (!answer.ok) return answer
  const { status } = answer
  const detail = answer.body.toString('utf8').slice(0, 200)
  if (status === 200) return { ok: true, status, detail }
  const retryAfter = Number(answer.headers['retry-after'])
  if (status === 429) {
    const wait = Number.isFinite(retryAfter) ? retryAfter : 30
    return { ok: false, status, ...refusalInWords('ratelimited'), retryAfterMs: wait * 1_000, detail }
  }
  if (status >= 500) return { ok: false, status, reason: `Slack answered ${status}.`, permanent: false, detail }
  return { ok: false, status, ...refusalInWords(detail.trim()), detail }
}
