import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { lockInOrder } from '../tickets/lock-in-order.ts'
import { type TicketMerged, type UpdateTicketError, updateTicket } from '../tickets/update.ts'
import { lockTicket } from '../tickets/write.ts'
import type { BulkOutcome } from './change.ts'
import { inverse } from './inverse.ts'

export type UndoError = UpdateTicketError | TicketMerged | { code: 'changed_since'; fields: string[] }

/** How long a change of many can be taken back. */
const UNDO_HOURS = 24

/**
 * Takes back what a change of many tickets did, but for what was changed since: that is left as it is, and told in `failed`
 * by its fields, although the rest of the ticket is restored. Nobody is mailed. Errors: there is none of this id, or none
 * any more after a day; it was taken back before.
 */
export const undoBulkChange = async (
  change: Change,
  id: string,
): Promise<Result<BulkOutcome<UndoError>, { code: 'bulk_not_found' } | { code: 'undone_already' }>> => {
  const { tx, actor } = change
  if (!looksLikeId(id)) return fail({ code: 'bulk_not_found' })
  const bulk = await tx
    .selectFrom('bulk_change')
    .select('undone_at')
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .where('created_at', '>', sql<Date>`now() - make_interval(hours => ${UNDO_HOURS})`)
    .forUpdate()
    .executeTakeFirst()
  if (!bulk) return fail({ code: 'bulk_not_found' })
  if (bulk.undone_at !== null) return fail({ code: 'undone_already' })
  await tx
    .updateTable('bulk_change')
    .set({ undone_at: new Date() })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .execute()
  const rows = await tx
    .selectFrom('bulk_change_ticket')
    .select(['ticket_id', 'changes'])
    .where('desk_id', '=', actor.deskId)
    .where('bulk_id', '=', id)
    .orderBy('ticket_id')
    .execute()
  const outcome: BulkOutcome<UndoError> = { id, changed: [], failed: [] }
  await lockInOrder(
    change,
    rows.map((row) => row.ticket_id),
  )
  for (const { ticket_id: ticket, changes } of rows) {
    const now = await lockTicket(change, ticket)
    const { wanted, left } = now ? inverse(changes, now, new Date()) : { wanted: {}, left: [] }
    if (left.length > 0) outcome.failed.push({ ticket, error: { code: 'changed_since', fields: left } })
    if (now && Object.keys(wanted).length === 0) continue
    const updated = await updateTicket(change, ticket, {
      ...wanted,
      tellRequester: false,
      cause: { kind: 'bulk_undo', id },
    })
    if (updated.ok) outcome.changed.push(updated.value)
    else outcome.failed.push({ ticket, error: updated.error })
  }
  return ok(outcome)
}

/** Forgets what can be taken back no more, of all desks. */
export const forgetBulkChanges = async (lodge: Change['lodge']): Promise<void> => {
  await lodge.store.pool.query(
    `with old as (
       delete from bulk_change where created_at < now() - make_interval(hours => $1) returning desk_id, id
     )
     delete from bulk_change_ticket t using old where t.desk_id = old.desk_id and t.bulk_id = old.id`,
    [UNDO_HOURS],
  )
}
