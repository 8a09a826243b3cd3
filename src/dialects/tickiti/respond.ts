import type { TicketStatus } from '../../store/schema.ts'
import type { Fault } from './create.ts'
import { STATUSES, startOfDay } from './words.ts'

/** The checked body of a response (their page "Reply to ticket API"). */
export type TickitiRespond = {
  from_email?: string | undefined
  content?: string | undefined
  is_internal: boolean
  status?: 'open' | 'on-hold' | undefined
  on_hold_until?: string | undefined
}

/** What is wrong with it beyond its fields' own form. */
export const respondFaults = ({ content, status, on_hold_until }: TickitiRespond): Fault[] => {
  const faults: Fault[] = []
  if (content === undefined && status === undefined) {
    faults.push({ path: 'content', message: 'is required where no status is given' })
  }
  if (status === 'on-hold' && on_hold_until === undefined) {
    faults.push({ path: 'on_hold_until', message: 'is required with the status on-hold' })
  }
  if (status !== 'on-hold' && on_hold_until !== undefined) {
    faults.push({ path: 'on_hold_until', message: 'needs the status on-hold' })
  }
  return faults
}

/**
 * The status a response leaves its ticket in; undefined leaves it. Posting opens what is on hold or closed again, and ends
 * the hold. What is spam stays so unless somebody says otherwise.
 */
export const statusAfter = (
  before: TicketStatus,
  { status, on_hold_until }: Pick<TickitiRespond, 'status' | 'on_hold_until'>,
): { status?: TicketStatus; snoozedUntil?: Date } => {
  if (status === 'on-hold' && on_hold_until !== undefined) {
    return { status: 'snoozed', snoozedUntil: startOfDay(on_hold_until) }
  }
  const opens = status === 'open' || (STATUSES[before] !== 'open' && before !== 'spam')
  return opens ? { status: 'open' } : {}
}

/** The answer: `response_id` is null where only the status was set. Ids are strings, as everywhere in theirs. */
export const fromResponded = (given: { ticketId: string; messageId: string | null; reopened: boolean }) => ({
  ok: true as const,
  data: { ticket_id: given.ticketId, response_id: given.messageId, reopened: given.reopened },
})
