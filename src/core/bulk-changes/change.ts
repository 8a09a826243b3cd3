import type { Change } from '../change.ts'
import { lockInOrder } from '../tickets/lock-in-order.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'
import { changesBetween, type TicketChange, type UpdateTicketError, updateTicket } from '../tickets/update.ts'
import { lockTicket } from '../tickets/write.ts'

/** More at once would hold them up for each other. */
export const BULK_MAX = 100

/** What became of each ticket; one that failed is as it was. `ticket` is what it was called in the request, or its id. */
export type BulkOutcome<E> = {
  id: string
  changed: TicketSnapshot[]
  failed: { ticket: string; error: E }[]
}

/**
 * Changes many tickets alike, by numbers or ids, each as updateTicket() does: with its own event, and whatever rules, timers
 * and mails make of it. One that cannot be changed fails alone. Kept for a day, so that it can be taken back (undo.ts).
 */
export const changeTickets = async (
  change: Change,
  tickets: string[],
  wanted: TicketChange,
): Promise<BulkOutcome<UpdateTicketError>> => {
  const { tx, lodge, actor } = change
  const id = lodge.store.nextId()
  const changed = new Map<string, TicketSnapshot>()
  const failed: BulkOutcome<UpdateTicketError>['failed'] = []
  const kept: { ticket_id: string; changes: string }[] = []
  // All of them before anything else is locked, such as new tags.
  await lockInOrder(change, tickets)
  for (const ticket of tickets) {
    const before = await lockTicket(change, ticket)
    // The same one twice, by its number and its id.
    if (before && changed.has(before.id)) continue
    // What fails has written nothing: all is checked before.
    const updated = await updateTicket(change, ticket, { ...wanted, cause: { kind: 'bulk', id } })
    if (!updated.ok) failed.push({ ticket, error: updated.error })
    else {
      const { updated_at: _, ...changes } = before ? changesBetween(before, updated.value) : {}
      changed.set(updated.value.id, updated.value)
      if (Object.keys(changes).length > 0) kept.push({ ticket_id: updated.value.id, changes: JSON.stringify(changes) })
    }
  }
  await tx.insertInto('bulk_change').values({ desk_id: actor.deskId, id }).execute()
  if (kept.length > 0) {
    await tx
      .insertInto('bulk_change_ticket')
      .values(kept.map((row) => ({ desk_id: actor.deskId, bulk_id: id, ...row })))
      .execute()
  }
  return { id, changed: [...changed.values()], failed }
}
