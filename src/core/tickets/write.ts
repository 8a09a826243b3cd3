import type { UpdateObject } from 'kysely'
import { CompiledQuery } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import {
  LOCK_TICKET,
  LOCK_TICKET_IN_REACH,
  type SnapshotRow,
  TICKET_SNAPSHOT,
  toSnapshot,
} from '../../store/ticket-whole.ts'
import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'
import type { TicketSnapshot } from './ticket.ts'

/**
 * Locks a ticket until the change is committed and reads it. Undefined where the desk has none of this number or id, or
 * not within the actor's reach.
 *
 * Two statements: what one that waited for the lock reads of other tables is from before the wait.
 */
export const lockTicket = async ({ tx, actor }: Change, idOrNumber: string): Promise<TicketSnapshot | undefined> => {
  if (!looksLikeId(idOrNumber)) return undefined
  const { deskId, departments } = actor
  const lock =
    departments === null
      ? CompiledQuery.raw(LOCK_TICKET, [deskId, idOrNumber])
      : CompiledQuery.raw(LOCK_TICKET_IN_REACH, [deskId, idOrNumber, [...departments]])
  const locked = await tx.executeQuery<{ id: string }>(lock)
  const id = locked.rows[0]?.id
  if (id === undefined) return undefined
  const read = await tx.executeQuery<SnapshotRow>(CompiledQuery.raw(TICKET_SNAPSHOT, [deskId, id]))
  return read.rows[0] && toSnapshot(read.rows[0])
}

/** Writes a locked ticket's columns. The only way an existing ticket is written: its tags keep its status and updated_at too. */
export const writeTicket = async (
  { tx, actor }: Change,
  ticket: TicketSnapshot,
  columns: UpdateObject<Tables, 'ticket'>,
): Promise<void> => {
  await tx.updateTable('ticket').set(columns).where('desk_id', '=', actor.deskId).where('id', '=', ticket.id).execute()
  if (ticket.tags.length === 0) return
  await tx
    .updateTable('ticket_tag')
    .set({ status: ticket.status, updated_at: ticket.updated_at })
    .where('desk_id', '=', actor.deskId)
    .where('ticket_id', '=', ticket.id)
    .execute()
}
