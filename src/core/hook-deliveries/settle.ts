import { CompiledQuery } from 'kysely'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { actorOfHook, type IntakeHook } from '../hooks/intake-hook.ts'
import type { Lodge } from '../lodge.ts'
import { HOOK_DELIVERY, type HookDeliveryRow, toHookDelivery } from './delivery.ts'

/** What became of a payload. `detail` is for the hook's owner to read. */
export type HookOutcome =
  | { state: 'created'; ticket: { id: string; number: number }; detail: string | null }
  | { state: 'blocked' | 'ignored'; detail: string }
  | { state: 'quarantined'; detail: string }

/**
 * Writes down what became of a payload, the first time only: two who worked on it at once agree, or the first one's word
 * stands. A quarantined one is an event too, so that somebody is told.
 */
export const settleDelivery = async (
  lodge: Lodge,
  hook: IntakeHook,
  deliveryId: string,
  outcome: HookOutcome,
): Promise<void> => {
  const ticket = outcome.state === 'created' ? outcome.ticket : null
  const text = `update hook_delivery
    set state = $3, detail = $4, ticket_id = $5, ticket_number = $6, processed_at = now()
    where desk_id = $1 and id = $2 and state = 'received'
    returning ${HOOK_DELIVERY}`
  const values = [hook.deskId, deliveryId, outcome.state, outcome.detail, ticket?.id ?? null, ticket?.number ?? null]
  if (outcome.state !== 'quarantined') {
    await lodge.store.pool.query(text, values)
    return
  }
  await lodge.store.db.transaction().execute(async (tx) => {
    const change: Change = { tx, lodge, actor: actorOfHook(hook) }
    const settled = await tx.executeQuery<HookDeliveryRow>(CompiledQuery.raw(text, values))
    const [row] = settled.rows
    if (!row) return
    const data = { hook: { id: hook.id, name: hook.name }, delivery: toHookDelivery(row) }
    await recordEvent(change, { type: 'hook_delivery.quarantined', data })
  })
  lodge.nudge()
}
