import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvents } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { lockInOrder } from '../tickets/lock-in-order.ts'
import { changeStatus } from '../tickets/status.ts'
import type { TicketRef, TicketSnapshot } from '../tickets/ticket.ts'
import { changesBetween, type TicketMerged } from '../tickets/update.ts'
import { lockTicket, writeTicket } from '../tickets/write.ts'
import { countMessages } from './count.ts'
import { copyRequesters } from './participants.ts'

export type MergeTicketError =
  | { code: 'ticket_not_found' }
  | { code: 'target_not_found' }
  | { code: 'merge_cycle' }
  | TicketMerged
  | { code: 'target_merged'; into: TicketRef }

/**
 * Merges a ticket into another, by numbers or ids: it is closed, and what was written on it, or comes to it, is shown with
 * the other, where its requester takes part from now on. No row is moved, so all of it can be taken back (unmerge.ts). What
 * was merged into it comes along. Nobody is mailed. Answers the other one. Events: `ticket.updated` of the one,
 * `ticket.merged` of the other.
 */
export const mergeTicket = async (
  change: Change,
  idOrNumber: string,
  into: string,
): Promise<Result<TicketSnapshot, MergeTicketError>> => {
  const { tx, actor } = change
  // One merge at a time, before any ticket: which ticket is the last of a chain is known of all of it at once.
  await lockSettings(change)
  await lockInOrder(change, [idOrNumber, into])
  const source = await lockTicket(change, idOrNumber)
  if (!source) return fail({ code: 'ticket_not_found' })
  const target = await lockTicket(change, into)
  if (!target) return fail({ code: 'target_not_found' })
  if (source.id === target.id || target.merged_into?.id === source.id) return fail({ code: 'merge_cycle' })
  if (source.merged_into) return fail({ code: 'ticket_merged', into: source.merged_into })
  if (target.merged_into) return fail({ code: 'target_merged', into: target.merged_into })

  const closed = await close(change, source, target)
  await tx
    .updateTable('ticket_merge')
    .set({ root_id: target.id })
    .where('desk_id', '=', actor.deskId)
    .where('root_id', '=', source.id)
    .execute()
  await tx
    .insertInto('ticket_merge')
    .values({
      desk_id: actor.deskId,
      ticket_id: source.id,
      into_id: target.id,
      root_id: target.id,
      status: source.status,
      snoozed_until: source.snoozed_until,
      resolved_at: source.resolved_at,
      closed_at: source.closed_at,
    })
    .execute()
  const after = await countMessages(change, await copyRequesters(change, target))
  await recordEvents(change, [
    closed,
    {
      type: 'ticket.merged',
      ticketId: after.id,
      data: { ticket: after, merged: { id: source.id, number: source.number }, changes: changesBetween(target, after) },
    },
  ])
  return ok(after)
}

/** The source as it is from now on, and what its followers are told: it counts as closed, but of that nobody is mailed. */
const close = async (change: Change, before: TicketSnapshot, { id, number }: TicketSnapshot) => {
  const now = new Date()
  const state = changeStatus(before, { status: 'closed' }, now)
  if (!state.ok) throw new Error(`any ticket can be closed: ${state.error.message}`)
  const columns = { ...state.value, updated_at: now.toISOString() }
  const ticket: TicketSnapshot = { ...before, ...columns, merged_into: { id, number } }
  await writeTicket(change, ticket, columns)
  const { updated_at: _, ...changes } = changesBetween(before, ticket)
  return {
    type: 'ticket.updated',
    ticketId: ticket.id,
    data: {
      ticket,
      changes: { ...changes, merged_into: { from: null, to: { id, number } } },
      options: { notify: { requester: false } },
    },
  }
}
