import { sql } from 'kysely'
import { ofTicketInReach } from '../../store/reach.ts'
import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { HOOK_DELIVERY, type HookDelivery, type HookDeliveryRow, type RawPayload, toHookDelivery } from './delivery.ts'

export type HookDeliveryWithPayload = { delivery: HookDelivery; payload: RawPayload }

/** One payload with its bytes. */
export const getHookDelivery = async (
  lodge: Lodge,
  actor: Actor,
  hookId: string,
  id: string,
): Promise<Result<HookDeliveryWithPayload, { code: 'hook_delivery_not_found' }>> => {
  if (!looksLikeId(hookId) || !looksLikeId(id)) return fail({ code: 'hook_delivery_not_found' })
  const found = await sql<HookDeliveryRow & { headers: Record<string, string>; body: Buffer }>`
    select ${sql.raw(HOOK_DELIVERY)}, headers, body from hook_delivery
    where desk_id = ${actor.deskId} and id = ${id} and hook_id = ${hookId}
      and ${ofTicketInReach(actor.departments, 'hook_delivery')}`.execute(lodge.store.db)
  const row = found.rows[0]
  if (!row) return fail({ code: 'hook_delivery_not_found' })
  const payload = { contentType: row.content_type, headers: row.headers, body: row.body }
  return ok({ delivery: toHookDelivery(row), payload })
}
