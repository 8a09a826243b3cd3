import type { Message, WholeTicket } from '../../../api/types.ts'
import type { LiveEvent } from '../../../live/live.ts'

type Timer = WholeTicket['sla'][number]
type Undelivered = NonNullable<Message['undelivered']>[number]
type Said = {
  ticket?: Partial<WholeTicket> & { id: string }
  message?: Message
  message_id?: string | null
  failures?: Omit<Undelivered, 'at'>[]
  timer?: Timer
}

/** What an event says, where it is about this ticket. */
const saidOf = (ticket: WholeTicket, { data }: LiveEvent): Said | null => {
  if (typeof data !== 'object' || data === null || !('ticket' in data)) return null
  const said = data as Said // the feed's documented shape of every event that names a ticket
  return said.ticket?.id === ticket.id ? said : null
}

/**
 * A ticket as it is after an event: the same object where the event is not about it, and the same messages where they did
 * not change, so that only what changed is drawn again. An event that comes late takes nothing back.
 */
export const mergeEvent = (ticket: WholeTicket, event: LiveEvent): WholeTicket => {
  const said = saidOf(ticket, event)
  if (!said) return ticket
  const { updated_at } = said.ticket ?? {}
  const isNewer = updated_at !== undefined && updated_at >= ticket.updated_at
  // A snapshot has neither messages nor timers: those that are here stay.
  const merged = isNewer ? { ...ticket, ...said.ticket } : ticket
  return withTimer(withUndelivered(withMessage(merged, said.message), said, event.created_at), said.timer)
}

/** A ticket with one more message, in its place; one that is there already is replaced. */
export const withMessage = (ticket: WholeTicket, message: Message | undefined): WholeTicket => {
  if (!message) return ticket
  const others = ticket.messages.filter(({ id }) => id !== message.id)
  const isNew = others.length === ticket.messages.length
  // What was shown with its images stays: an event has the html with addresses that are not loaded.
  if (!isNew) return ticket
  const at = others.findLastIndex(({ created_at }) => created_at <= message.created_at) + 1
  return {
    ...ticket,
    messages: others.toSpliced(at, 0, message),
    message_count: Math.max(ticket.message_count, others.length + 1),
  }
}

const withUndelivered = (ticket: WholeTicket, { message_id, failures }: Said, at: string): WholeTicket => {
  if (!message_id || !failures) return ticket
  const messages = ticket.messages.map((message) =>
    message.id === message_id
      ? { ...message, undelivered: [...(message.undelivered ?? []), ...failures.map((one) => ({ ...one, at }))] }
      : message,
  )
  return { ...ticket, messages }
}

const withTimer = (ticket: WholeTicket, timer: Timer | undefined): WholeTicket =>
  timer ? { ...ticket, sla: [...ticket.sla.filter(({ kind }) => kind !== timer.kind), timer] } : ticket

/** Whether an event moves what the ticket was promised by when; the timers follow a moment later, and tell nobody. */
export const movesTimers = (ticket: WholeTicket, event: LiveEvent): boolean => {
  if (ticket.sla.length === 0 || !saidOf(ticket, event)) return false
  return event.type === 'message.created' || event.type === 'ticket.updated'
}

/** Events after which a ticket is asked for anew: they move messages and links, which their snapshots do not have. */
const REFETCHED = /^ticket\.(?:merged|unmerged|split|linked|unlinked)$/

/** Whether an event changes more of a ticket than it tells. */
export const needsRefetch = (ticket: WholeTicket, { type, data }: LiveEvent): boolean => {
  if (typeof data !== 'object' || data === null) return false
  // The feed's documented shapes: a link names the other ticket too, and a ticket that is merged says into which.
  const said = data as {
    ticket?: { id?: string }
    link?: { ticket?: { id?: string } }
    changes?: Record<string, unknown>
  }
  if (said.ticket?.id !== ticket.id) return REFETCHED.test(type) && said.link?.ticket?.id === ticket.id
  return REFETCHED.test(type) || (said.changes !== undefined && 'merged_into' in said.changes)
}
