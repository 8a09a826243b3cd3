import { ofTicketInReach } from '../../store/reach.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { DELIVERY, type Delivery, toDelivery } from './delivery.ts'
import { type DeliveryFilter, matches } from './filter.ts'

/** What a replay sets: due at once, at the schedule's beginning. What it is and its ids stay, so receivers can know it. */
const again = () => ({ state: 'pending' as const, due_at: new Date(), tries: 0, finished_at: null })

/**
 * Sends a delivery again, whether it was sent, has failed, or waits for its next attempt. Event: `delivery.replayed`.
 * One that is being sent at this moment is refused.
 */
export const replayDelivery = async (
  change: Change,
  id: string,
): Promise<Result<Delivery, { code: 'delivery_not_found' } | { code: 'delivery_in_progress' }>> => {
  if (!looksLikeId(id)) return fail({ code: 'delivery_not_found' })
  const known = await change.tx
    .selectFrom('delivery')
    .select('state')
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .where(ofTicketInReach(change.actor.departments, 'delivery'))
    .forUpdate()
    .executeTakeFirst()
  if (!known) return fail({ code: 'delivery_not_found' })
  if (known.state === 'sending') return fail({ code: 'delivery_in_progress' })
  const row = await change.tx
    .updateTable('delivery')
    .set(again())
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .returning(DELIVERY)
    .executeTakeFirstOrThrow()
  const delivery = toDelivery(row)
  await recordEvent(change, { type: 'delivery.replayed', data: { delivery } })
  return ok(delivery)
}

/** How many deliveries one replay takes on. */
export const REPLAY_MAX = 10_000

/**
 * Sends again all failed deliveries that a filter finds, the oldest first, up to REPLAY_MAX; `more` says whether some are
 * left. Event: `deliveries.replayed`.
 */
export const replayFailed = async (
  change: Change,
  filter: Omit<DeliveryFilter, 'state'>,
): Promise<{ replayed: number; more: boolean }> => {
  const { tx, actor } = change
  const found = await tx
    .selectFrom('delivery')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where(ofTicketInReach(actor.departments, 'delivery'))
    .where(matches({ ...filter, state: 'failed' }))
    .orderBy('id')
    .limit(REPLAY_MAX + 1)
    .forUpdate()
    .skipLocked()
    .execute()
  const ids = found.slice(0, REPLAY_MAX).map(({ id }) => id)
  if (ids.length === 0) return { replayed: 0, more: false }
  await tx
    .updateTable('delivery')
    .set(again())
    .where('desk_id', '=', actor.deskId)
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .execute()
  await recordEvent(change, { type: 'deliveries.replayed', data: { filter, replayed: ids.length } })
  return { replayed: ids.length, more: found.length > REPLAY_MAX }
}
