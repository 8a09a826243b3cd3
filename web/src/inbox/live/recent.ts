import type { Ticket } from '../../api/types.ts'

/** Longer than an answer takes to come. */
const KEPT_MS = 30_000

const recent = new Map<string, { ticket: Ticket; at: number }>()

/** Keeps what the stream told of a ticket, for answers that were asked for before and arrive after. */
export const remember = (ticket: Ticket): void => {
  const now = Date.now()
  recent.delete(ticket.id)
  recent.set(ticket.id, { ticket, at: now })
  // In the order they came in: the first that is young ends the old ones.
  for (const [id, { at }] of recent) {
    if (now - at < KEPT_MS) break
    recent.delete(id)
  }
}

/** The tickets that changed since then, as they are now. */
export const changedSince = (moment: number): Ticket[] =>
  [...recent.values()].filter(({ at }) => at >= moment).map(({ ticket }) => ticket)
