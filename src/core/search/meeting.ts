import { readTicketIds } from '../../store/ticket-page.ts'
import { whichTickets } from '../../store/ticket-search.ts'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import type { Narrowing } from './conditions.ts'

/** How many tickets are held against the conditions at once. */
const STEP = 200
/** What few tickets meet may take many steps: what was found by then is answered. */
const PATIENCE_MS = 100

/** Those of some tickets that meet the conditions, in their order. */
export const meeting = async <T extends { ticketId: string }>(
  lodge: Lodge,
  actor: Actor,
  { criteria }: Narrowing,
  tickets: T[],
): Promise<T[]> => {
  if (criteria.length === 0 || tickets.length === 0) return tickets
  const ids = tickets.map(({ ticketId }) => ticketId)
  const meet = await whichTickets(lodge.store.db, actor, ids, criteria)
  return tickets.filter(({ ticketId }) => meet.has(ticketId))
}

/** The newest tickets that meet the conditions, and behind which one to look for others; undefined where there are none. */
export const listMeeting = async (
  lodge: Lodge,
  actor: Actor,
  narrowing: Narrowing,
  before: string | undefined,
  limit: number,
): Promise<{ ids: string[]; next: string | undefined }> => {
  const began = performance.now()
  const found: string[] = []
  let from = before
  for (;;) {
    const ids = await readTicketIds(lodge.store.db, actor.deskId, narrowing.filter, from, STEP)
    const tickets = ids.map((ticketId) => ({ ticketId }))
    for (const { ticketId } of await meeting(lodge, actor, narrowing, tickets)) {
      if (found.length === limit) return { ids: found, next: found.at(-1) }
      found.push(ticketId)
    }
    from = ids.at(-1)
    if (ids.length < STEP) return { ids: found, next: undefined }
    if (found.length === limit || performance.now() - began > PATIENCE_MS) return { ids: found, next: from }
  }
}
