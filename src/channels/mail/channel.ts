import type { Channel } from '../channel.ts'
import type { Outbound } from '../outbound.ts'
import type { MailOperator } from './operator.ts'
import { MAIL_EVENTS, planMail } from './plan/plan.ts'
import { openConnections } from './send/connections.ts'
import { sendMail } from './send/send.ts'

/**
 * RFC 5321, section 4.5.3.2 gives a server five to ten minutes a step. So long nobody waits for a mail: two, and where the
 * mail was complete, its delivery is uncertain.
 */
const TIMEOUT_MS = 120_000

/** Mail as a channel. `close` ends the connections that are kept open. */
export const openMail = (given: {
  operator: MailOperator
  outbound: Outbound
  timeoutMs?: number
}): { channel: Channel; close: () => void } => {
  const connections = openConnections(given.timeoutMs ?? TIMEOUT_MS)
  const parts = {
    operator: given.operator,
    outbound: given.outbound,
    connections,
  }
  return {
    channel: {
      name: 'mail',
      types: MAIL_EVENTS,
      plan: planMail(given.operator),
      send: (due) => sendMail(parts, due),
    },
    close: connections.close,
  }
}
