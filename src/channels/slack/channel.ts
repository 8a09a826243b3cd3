import { openConnection } from '../../core/slack/open.ts'
import type { Channel, DueDelivery, Outcome } from '../channel.ts'
import type { Outbound } from '../outbound.ts'
import { act } from './act.ts'
import { slackClient } from './api.ts'
import { postToWebhook } from './incoming-webhook.ts'
import { plan, type SlackOrder } from './plan.ts'
import { postAsApp } from './post.ts'

const SLACK_API = 'https://slack.com/api/'

const CLOSED = {
  deleted: 'This Slack connection was deleted.',
  disabled: 'This Slack connection is switched off.',
  sealed:
    'The secret of this Slack connection was sealed with another LODGE_SECRET. Give the connection its token again.',
}

/** Slack as a way out. `apiUrl` is another one in tests only. */
export const slackChannel = ({ outbound, apiUrl = SLACK_API }: { outbound: Outbound; apiUrl?: string }): Channel => ({
  name: 'slack',
  types: [
    'ticket.created',
    'ticket.updated',
    'message.created',
    'sla.breached',
    'ai.handed_over',
    'rule.notified',
    'slack.test',
    'slack.received',
  ],
  plan: ({ client, events }) => plan(client, events),
  send: async ({ lodge, delivery, signal, handedOver }): Promise<Outcome> => {
    const opened = await openConnection(lodge, delivery.deskId, connectionOf(delivery))
    if (!opened.ok) return { ok: false, reason: CLOSED[opened.error.code], permanent: true }
    const connection = opened.value
    const order = delivery.data as SlackOrder // plan.ts writes it
    if (connection.kind === 'incoming_webhook')
      return postToWebhook({ outbound, connection, delivery, signal, handedOver })
    const client = slackClient({ outbound, apiUrl, token: connection.secret, signal })
    if (order.do === 'act') return act({ lodge, outbound, client, connection, key: order.key, signal })
    const channel = order.channel ?? ''
    return postAsApp({ lodge, client, connection, delivery, channel, signal, handedOver }, order.inThread)
  },
})

/** `slack/<connection id>/…` */
const connectionOf = ({ target }: DueDelivery): string => target.split('/')[1] ?? ''
