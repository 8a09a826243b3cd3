import { isDeepStrictEqual } from 'node:util'
import type { TicketPriority } from '../../store/schema.ts'
import type { StatusState } from '../tickets/status.ts'
import type { Assignee, Named, TicketSnapshot } from '../tickets/ticket.ts'
import type { Changes, TicketChange } from '../tickets/update.ts'

/** They change together, and go back together. */
const STATE = ['status', 'snoozed_until', 'resolved_at', 'closed_at'] as const

/**
 * What takes changes of a ticket back, and the fields that it leaves alone because they are another by now. Of tags, those
 * that were put on are taken off, and the other way round, whatever else came on since.
 */
export const inverse = (changes: Changes, now: TicketSnapshot, at: Date): { wanted: TicketChange; left: string[] } => {
  const wanted: TicketChange = {}
  const left: string[] = []
  const isAsLeft = (field: keyof TicketSnapshot) => isDeepStrictEqual(changes[field]?.to, now[field])
  const state = STATE.filter((field) => field in changes)
  if (state.length > 0) {
    if (state.every(isAsLeft)) wanted.restore = stateBefore(changes, now, at)
    else left.push('status')
  }
  // What is in changes was written as the API shows it (tickets/update.ts), so `from` is of that field's type.
  if (changes.priority) {
    if (isAsLeft('priority')) wanted.priority = changes.priority.from as TicketPriority
    else left.push('priority')
  }
  for (const field of ['department', 'type'] as const) {
    const { from, to } = (changes[field] ?? {}) as { from?: Named; to?: Named }
    if (!from) continue
    if (to?.id === now[field].id) wanted[field] = from.id
    else left.push(field)
  }
  if (changes.assignee) {
    const { from, to } = changes.assignee as { from: Assignee | null; to: Assignee | null }
    if (to?.id === now.assignee?.id) wanted.assignee = from?.id ?? null
    else left.push('assignee')
  }
  if (changes.tags) {
    const { from, to } = changes.tags as { from: string[]; to: string[] }
    wanted.removeTags = to.filter((tag) => !from.includes(tag))
    wanted.addTags = from.filter((tag) => !to.includes(tag))
  }
  return { wanted, left }
}

/** A snooze that is over is none. */
const stateBefore = (changes: Changes, now: TicketSnapshot, at: Date): StatusState => {
  const { status, snoozed_until, resolved_at, closed_at } = now
  const before = { status, snoozed_until, resolved_at, closed_at }
  for (const field of STATE) if (changes[field]) Object.assign(before, { [field]: changes[field].from })
  const isOver = before.snoozed_until !== null && new Date(before.snoozed_until) <= at
  return isOver ? { ...before, status: 'open', snoozed_until: null } : before
}
