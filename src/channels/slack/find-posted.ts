import type { WebClient } from '@slack/web-api'

/** Ours, in a message's metadata (docs.slack.dev/messaging/message-metadata): Slack has no idempotency key. */
export const METADATA_TYPE = 'lodge_delivery'

/** Clocks differ: how much before the delivery was made a message is looked for, in seconds. */
const CLOCKS_S = 120
const PAGE = 200
const PAGES = 20

/**
 * Looks for what an earlier attempt may have posted, in the channel or under `threadTs`; its timestamp, or undefined where
 * Slack has no such message. Needs channels:history (groups:history in a private one).
 */
export const findPosted = async (
  client: WebClient,
  given: { channel: string; threadTs: string | undefined; deliveryId: string; since: Date },
): Promise<string | undefined> => {
  const range = {
    channel: given.channel,
    oldest: String(Math.floor(given.since.getTime() / 1_000) - CLOCKS_S),
    include_all_metadata: true,
    limit: PAGE,
  }
  let cursor: string | undefined
  for (let page = 0; page < PAGES; page += 1) {
    const from = cursor ? { ...range, cursor } : range
    const found =
      given.threadTs === undefined
        ? await client.conversations.history(from)
        : await client.conversations.replies({ ...from, ts: given.threadTs })
    for (const { ts, metadata } of found.messages ?? []) {
      const { event_type: type, event_payload: payload } = (metadata ?? {}) as Metadata // Slack's types leave it out of one
      if (type === METADATA_TYPE && payload?.delivery_id === given.deliveryId) return ts
    }
    cursor = found.response_metadata?.next_cursor || undefined
    if (cursor === undefined) return undefined
  }
  return undefined
}

type Metadata = { event_type?: string; event_payload?: { delivery_id?: unknown } }
