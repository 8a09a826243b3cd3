import { z } from 'zod'
import { looksLikeId } from '../../core/ids.ts'
import type { Received } from '../../core/slack/received.ts'
import { ASSIGN, RESOLVE } from './message.ts'
import { fromMrkdwn } from './mrkdwn.ts'

/** What to keep of a request of Slack's, under a key that its repetition has too. */
export type Incoming = { key: string; channel: string; received: Received }

/** The longest message that a ticket takes. */
const TEXT_MAX = 50_000

const interaction = z.object({
  type: z.literal('block_actions'),
  trigger_id: z.string().min(1),
  response_url: z.string(),
  user: z.object({ id: z.string(), name: z.string().default(''), username: z.string().default('') }),
  container: z.object({ channel_id: z.string() }),
  actions: z
    .tuple([z.object({ action_id: z.enum([ASSIGN, RESOLVE]), value: z.string().refine(looksLikeId) })])
    .rest(z.unknown()),
})

/** A button of ours that was pressed (docs.slack.dev/reference/interaction-payloads/block_actions-payload); undefined for all else. */
export const readInteraction = (body: string): Incoming | undefined => {
  const read = interaction.safeParse(parse(new URLSearchParams(body).get('payload') ?? ''))
  if (!read.success) return undefined
  const { trigger_id: trigger, response_url: responseUrl, user, container, actions } = read.data
  const { action_id: action, value: ticketId } = actions[0]
  return {
    key: `button/${trigger}`,
    channel: container.channel_id,
    received: { kind: 'button', action, ticketId, userId: user.id, userName: user.name || user.username, responseUrl },
  }
}

const file = z.object({ name: z.string().default('file'), permalink: z.string().default('') })
const message = z.object({
  type: z.literal('message'),
  // A reply that is shown in the channel too, or has files. Other subtypes are edits, joins, bots.
  subtype: z.enum(['thread_broadcast', 'file_share']).optional(),
  bot_id: z.undefined().optional(),
  channel: z.string(),
  user: z.string(),
  ts: z.string(),
  thread_ts: z.string(),
  text: z.string().default(''),
  files: z.array(file).default([]),
})
const request = z.union([
  z.object({ type: z.literal('url_verification'), challenge: z.string() }),
  z.object({ type: z.literal('event_callback'), event: message }),
])

export type SlackEvent =
  | { is: 'challenge'; challenge: string }
  | { is: 'reply'; channel: string; threadTs: string; incoming: (ticketId: string) => Incoming }
  | { is: 'other' }

/**
 * A request of the Events API (docs.slack.dev/apis/events-api). Its key is the message's own, not the event's: that is the
 * same in every retry, and where the app hears of one message by two events.
 */
export const readEvent = (body: string): SlackEvent => {
  const read = request.safeParse(parse(body))
  if (!read.success) return { is: 'other' }
  if (read.data.type === 'url_verification') return { is: 'challenge', challenge: read.data.challenge }
  const { channel, user, ts, thread_ts: threadTs, text, files } = read.data.event
  const lines = [fromMrkdwn(text), ...files.map((one) => `[${one.name}] ${one.permalink}`.trim())]
  const said = lines.join('\n').replaceAll('\0', '').trim().slice(0, TEXT_MAX).toWellFormed()
  if (threadTs === ts || said === '') return { is: 'other' }
  return {
    is: 'reply',
    channel,
    threadTs,
    incoming: (ticketId) => ({
      key: `message/${channel}/${ts}`,
      channel,
      received: { kind: 'note', ticketId, userId: user, userName: '', text: said },
    }),
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
