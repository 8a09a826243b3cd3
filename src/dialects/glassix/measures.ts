import { businessMinutesBetween, type Hours } from '../../core/business-hours/schedule.ts'
import type { Course, Span } from '../../core/history/course.ts'
import type { Side, Tally } from '../../core/tickets/tally.ts'
import type { Ticket } from '../../core/tickets/ticket.ts'
import { NO_TIME, toTimeSpan } from './times.ts'
import { STATE_OF } from './words.ts'

/** What is known of a ticket besides itself: of a moment that is past, as an event tells of, not all of it. */
export type Known = { tally?: Tally | undefined } & Partial<Course>

/**
 * Times and counts of a ticket (their page "Ticket"). Net is what of a time was in the department's working hours. What is
 * not known is left out, and so is when a side wrote that has not: the official C# client takes no null for it.
 */
export const measuresOf = (ticket: Ticket, { tally, unassigned, endedBy }: Known, hours: Hours) => {
  const close = closeOf(ticket)
  const whole = close === null ? [] : [{ from: new Date(ticket.opened_at), to: new Date(close) }]
  return {
    ...(tally && countsOf(tally, ticket)),
    ...(unassigned && { queueTimeGross: gross(unassigned), queueTimeNet: net(unassigned, hours) }),
    durationGross: gross(whole),
    durationNet: net(whole, hours),
    ...(close === null && { wasClosedAutomatically: false }),
    ...(close !== null && endedBy !== undefined && { wasClosedAutomatically: ITSELF.has(endedBy ?? '') }),
  }
}

/** Who closes a ticket without anybody's hand in it: rules, Lodge, and the reading of mail, which knows spam. */
const ITSELF = new Set(['automation', 'system', 'mailbox'])

/** When it was closed; null while it is not. Spam is done with too: since its last change. */
export const closeOf = (ticket: Ticket): string | null =>
  STATE_OF[ticket.status] === 'Closed' ? (ticket.closed_at ?? ticket.resolved_at ?? ticket.updated_at) : null

export const shownClose = (ticket: Ticket): string => closeOf(ticket) ?? NO_TIME

const gross = (spans: Span[]): string =>
  toTimeSpan(spans.reduce((sum, { from, to }) => sum + to.getTime() - from.getTime(), 0))
const net = (spans: Span[], hours: Hours): string =>
  toTimeSpan(spans.reduce((sum, { from, to }) => sum + businessMinutesBetween(hours, from, to) * 60_000, 0))

const countsOf = ({ customer, agent, messages, begunByCustomer }: Tally, ticket: Ticket) => ({
  ...timesOf('Customer', customer),
  ...timesOf('Agent', { ...agent, first: agent.first ?? ticket.first_response_at }),
  customerMessagesCount: customer.messages,
  agentMessagesCount: agent.messages,
  customerMediaCount: customer.files,
  agentMediaCount: agent.files,
  agentCannedRepliesCount: 0,
  isIncoming: begunByCustomer,
  transactionsCount: messages,
})

const timesOf = (who: 'Customer' | 'Agent', { first, last }: Side) => ({
  ...(first !== null && { [`first${who}MessageDateTime`]: first }),
  ...(last !== null && { [`last${who}MessageDateTime`]: last }),
})
