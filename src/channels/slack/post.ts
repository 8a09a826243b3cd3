import { setTimeout as sleep } from 'node:timers/promises'
import type { WebClient } from '@slack/web-api'
import type { Lodge } from '../../core/lodge.ts'
import type { OpenConnection } from '../../core/slack/open.ts'
import { noteThread, type Place, placeInThread, type ThreadKey } from '../../core/slack/threads.ts'
import type { DueDelivery, Outcome } from '../channel.ts'
import { failureOf, refusalCode } from './api.ts'
import { findPosted, METADATA_TYPE } from './find-posted.ts'
import { type SlackMessage, testMessage, threadMessage, ticketMessage } from './message.ts'
import { tidingsOf, toldOf } from './tell.ts'

/** The guarded client gives up after 10 s: by then the first message is posted, or has failed. */
const WAIT_MS = 12_000
const LOOK_MS = 200

export type Posting = {
  lodge: Lodge
  client: WebClient
  connection: OpenConnection
  delivery: DueDelivery
  channel: string
  signal: AbortSignal
  handedOver: () => Promise<void>
}

/** Posts a message as an app: on its own, or in its ticket's thread, the first message first. */
export const postAsApp = async (given: Posting, inThread: boolean): Promise<Outcome> => {
  const { connection, delivery } = given
  const { ticketId } = delivery.event
  if (!inThread || ticketId === null) {
    const posted = await postOnce(given, testMessage(connection.name), undefined)
    return posted.ok ? { ok: true, detail: posted.detail } : posted
  }
  const thread: ThreadKey = {
    deskId: delivery.deskId,
    connectionId: connection.id,
    channel: given.channel,
    ticketId,
  }
  const place = await awaitPlace(given, thread)
  if (place.do === 'wait') {
    return { ok: false, reason: 'The first message of this ticket has not reached Slack yet.', permanent: false }
  }
  const message = messageOf(given, place)
  if (!message) return { ok: false, reason: 'There is nothing to say of this event.', permanent: true }
  const posted = await postOnce(given, message, place.do === 'under' ? place.ts : undefined)
  if (!posted.ok) return posted
  if (place.do === 'first') await noteThread(given.lodge, thread, posted.detail)
  return { ok: true, detail: posted.detail }
}

const awaitPlace = async ({ lodge, delivery, signal }: Posting, thread: ThreadKey): Promise<Place> => {
  const until = performance.now() + WAIT_MS
  for (;;) {
    const place = await placeInThread(lodge, thread, { eventId: delivery.event.id, target: delivery.target })
    if (place.do !== 'wait' || !place.soon || performance.now() > until || signal.aborted) return place
    await sleep(LOOK_MS)
  }
}

const messageOf = ({ connection, delivery }: Posting, place: Place): SlackMessage | undefined => {
  const tidings = tidingsOf(delivery.event)
  const { ticket } = toldOf(delivery.event)
  if (!tidings) return undefined
  return place.do === 'first' && ticket ? ticketMessage(tidings, ticket, connection) : threadMessage(tidings)
}

type Posted = { ok: true; detail: string } | Extract<Outcome, { ok: false }>

/** Posts, unless an earlier attempt has. `detail` is the message's timestamp. */
const postOnce = async (given: Posting, message: SlackMessage, threadTs: string | undefined): Promise<Posted> => {
  const { client, delivery, channel } = given
  if (delivery.uncertain) {
    const since = delivery.createdAt
    const found = await look(() => findPosted(client, { channel, threadTs, deliveryId: delivery.id, since }))
    if (!found.ok) return found
    if (found.ts !== undefined) return { ok: true, detail: found.ts }
  }
  await given.handedOver()
  try {
    const { ts } = await client.chat.postMessage({
      channel,
      ...message,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      metadata: { event_type: METADATA_TYPE, event_payload: { delivery_id: delivery.id } },
      unfurl_links: false,
      unfurl_media: false,
    })
    return ts === undefined
      ? { ok: false, reason: 'Slack did not say which message it made.', permanent: false, uncertain: true }
      : { ok: true, detail: ts }
  } catch (error) {
    return failureOf(error)
  }
}

/** Where Slack does not let us look, sending again is for a person to decide: it may be there already. */
const look = async (
  find: () => Promise<string | undefined>,
): Promise<{ ok: true; ts: string | undefined } | Extract<Outcome, { ok: false }>> => {
  try {
    return { ok: true, ts: await find() }
  } catch (error) {
    const failure = failureOf(error)
    if (refusalCode(error) === undefined) return failure
    return { ...failure, reason: `An earlier attempt may have posted it, and Lodge cannot look. ${failure.reason}` }
  }
}
