import type { TicketStatus } from '../../store/schema.ts'
import { fail, ok, type Result } from '../result.ts'

/** A ticket's status with the times that go with it: snoozed_until only while snoozed, closed_at only while closed. */
export type StatusState = {
  status: TicketStatus
  snoozed_until: string | null
  resolved_at: string | null
  closed_at: string | null
}

/** What is asked for; what is undefined is left as it is, or follows from the status. */
export type StatusChange = {
  status?: TicketStatus | undefined
  snoozedUntil?: Date | null | undefined
  closedAt?: Date | null | undefined
}

export type StatusError = {
  code: 'invalid_status'
  path: 'snoozed_until' | 'closed_at' | 'resolution'
  reason: string
  message: string
}

/** A caller's clock may be ahead of ours by this much. */
export const CLOCK_SKEW_MS = 60_000

/**
 * The state after a change. Snoozing needs a moment in the future; resolving sets resolved_at and closing closed_at (to
 * `closedAt`, else now); reopening clears both; closing what was resolved keeps when that was.
 */
export const changeStatus = (
  before: StatusState & { opened_at: string },
  change: StatusChange,
  now: Date,
): Result<StatusState, StatusError> => {
  const status = change.status ?? before.status
  const isDone = status === 'resolved' || status === 'closed'
  const error = checkTimes(status, before.opened_at, change, now) ?? checkMissing(status, before, change)
  if (error) return fail(error)
  const doneAt = change.closedAt?.toISOString()
  const kept = isDone ? before.resolved_at : null
  return ok({
    status,
    snoozed_until: status === 'snoozed' ? (change.snoozedUntil?.toISOString() ?? before.snoozed_until) : null,
    resolved_at: status === 'resolved' ? (doneAt ?? kept ?? now.toISOString()) : kept,
    closed_at: status === 'closed' ? (doneAt ?? before.closed_at ?? now.toISOString()) : null,
  })
}

const wrong = (path: StatusError['path'], reason: string, message: string): StatusError => ({
  code: 'invalid_status',
  path,
  reason,
  message,
})

/** Whether the times given fit a status: for a change and, where nothing may be missing, for a new ticket. */
export const checkTimes = (
  status: TicketStatus,
  openedAt: string,
  { snoozedUntil, closedAt }: StatusChange,
  now: Date,
): StatusError | undefined => {
  if (snoozedUntil && status !== 'snoozed') return wrong('snoozed_until', 'not_allowed', 'needs the status snoozed')
  if (snoozedUntil && snoozedUntil <= now) return wrong('snoozed_until', 'in_the_past', 'must be in the future')
  if (!closedAt) return undefined
  if (status !== 'closed' && status !== 'resolved') {
    return wrong('closed_at', 'not_allowed', 'needs the status closed or resolved')
  }
  if (closedAt.getTime() > now.getTime() + CLOCK_SKEW_MS) {
    return wrong('closed_at', 'in_the_future', 'must not be in the future')
  }
  if (closedAt < new Date(openedAt)) return wrong('closed_at', 'before_opened_at', 'must not be before opened_at')
  return undefined
}

const checkMissing = (status: TicketStatus, before: StatusState, change: StatusChange): StatusError | undefined => {
  const { snoozedUntil, closedAt } = change
  const kept = snoozedUntil === undefined && before.snoozed_until !== null
  if (status === 'snoozed' && !snoozedUntil && !kept) {
    return wrong('snoozed_until', 'required', 'is required with the status snoozed')
  }
  if (status === 'closed' && closedAt === null) {
    return wrong('closed_at', 'required', 'must not be null while the status is closed')
  }
  return undefined
}

/** What a customer's message does: whatever was waiting, or thought to be done, is open again. Spam stays spam. */
export const isReopenedByRequester = (status: TicketStatus): boolean => status !== 'open' && status !== 'spam'
