import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { lockTicket } from '../tickets/write.ts'

type Target =
  | { channel: 'mail'; to: string | null; text: string }
  | { channel: 'webhook'; endpoint: string; text: string }
  | { channel: 'slack'; connection: string; to: string; text: string }

/** Tells somebody, by an event: the channel that it names plans a delivery for it. */
export const notify = async (
  change: Change,
  { id, name }: { id: string; name: string },
  ticketId: string,
  target: Target,
): Promise<void> => {
  const ticket = await lockTicket(change, ticketId)
  await recordEvent(change, { type: 'rule.notified', ticketId, data: { rule: { id, name }, ticket, ...target } })
}
