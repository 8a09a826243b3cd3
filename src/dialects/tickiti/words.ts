import type { TicketPriority, TicketStatus } from '../../store/schema.ts'

export type TickitiStatus = 'open' | 'on-hold' | 'closed'

/** Ours in theirs. Who waits for the customer is open to them. */
export const STATUSES: Record<TicketStatus, TickitiStatus> = {
  open: 'open',
  pending: 'open',
  snoozed: 'on-hold',
  resolved: 'closed',
  closed: 'closed',
  spam: 'closed',
}

/** Theirs in ours: what a filter for one of their words means. */
export const statusesOf = (word: string): TicketStatus[] =>
  (Object.keys(STATUSES) as TicketStatus[]) // the table has no other keys
    .filter((status) => STATUSES[status] === word)

/** A priority is a number as a string (their page "Show ticket API": the default is "20"); the higher, the more urgent. */
export const PRIORITIES: Record<TicketPriority, string> = { low: '10', normal: '20', high: '30', urgent: '40' }

/** Our priority for theirs, by its number or by its name here; undefined where it is neither. */
export const priorityOf = (token: string): TicketPriority | undefined =>
  (Object.keys(PRIORITIES) as TicketPriority[]) // the table has no other keys
    .find((priority) => PRIORITIES[priority] === token || priority === token.toLowerCase())

/** A time as they write it: in UTC, to the second (`2026-06-04T15:21:09+00:00`). */
export const theirTime = (iso: string): string => `${iso.slice(0, 19)}+00:00`

/** A day (`2026-06-04`) as the moment in which it begins, in UTC. */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00Z`)
