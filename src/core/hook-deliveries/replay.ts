import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { HOOK_DELIVERY, type HookDelivery, type HookDeliveryRow, toHookDelivery } from './delivery.ts'

/** What can be worked on again: it made no ticket, and not because its sender or requester is kept out. */
const REPLAYABLE = `('quarantined', 'ignored')`

export type ReplayError = { code: 'hook_delivery_not_found' } | { code: 'not_replayable'; state: string }

/** Has a payload worked on again, with the hook as it is now. A job does it, within moments of the commit. */
export const replayHookDelivery = async (
  change: Change,
  hookId: string,
  id: string,
): Promise<Result<HookDelivery, ReplayError>> => {
  const { tx, actor } = change
  if (!looksLikeId(hookId) || !looksLikeId(id)) return fail({ code: 'hook_delivery_not_found' })
  const found = await sql<HookDeliveryRow & { can: boolean }>`
    select ${sql.raw(HOOK_DELIVERY)}, state in ${sql.raw(REPLAYABLE)} as can from hook_delivery
    where desk_id = ${actor.deskId} and id = ${id} and hook_id = ${hookId} for update`.execute(tx)
  const row = found.rows[0]
  if (!row) return fail({ code: 'hook_delivery_not_found' })
  if (!row.can) return fail({ code: 'not_replayable', state: row.state })
  await sql`
    update hook_delivery set state = 'received', detail = null, processed_at = null
    where desk_id = ${actor.deskId} and id = ${id}`.execute(tx)
  const delivery = toHookDelivery({ ...row, state: 'received', detail: null, processed_at: null })
  await recordEvent(change, { type: 'hook_delivery.replayed', data: { hook_id: hookId, count: 1, delivery } })
  return ok(delivery)
}

/** The same for all that a hook has in quarantine; how many. */
export const replayQuarantined = async (
  change: Change,
  hookId: string,
): Promise<Result<{ count: number }, { code: 'hook_not_found' }>> => {
  const { tx, actor } = change
  if (!looksLikeId(hookId)) return fail({ code: 'hook_not_found' })
  const known = await tx
    .selectFrom('hook')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', hookId)
    .executeTakeFirst()
  if (!known) return fail({ code: 'hook_not_found' })
  const changed = await tx
    .updateTable('hook_delivery')
    .set({ state: 'received', detail: null, processed_at: null })
    .where('desk_id', '=', actor.deskId)
    .where('hook_id', '=', hookId)
    .where('state', '=', 'quarantined')
    .executeTakeFirst()
  const count = Number(changed.numUpdatedRows)
  await recordEvent(change, { type: 'hook_delivery.replayed', data: { hook_id: hookId, count, delivery: null } })
  return ok({ count })
}
