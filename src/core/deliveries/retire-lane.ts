import type { DeliveryChannel } from '../../store/schema.ts'
import type { Change } from '../change.ts'

/**
 * Ends what waits in a lane whose target is no more: it fails for good, with the reason. Part of the verb that removes the
 * target, whose event it is. The lane stays, for what is being sent or replayed; nobody is told that it fails or is paused.
 */
export const retireLane = async (
  { tx, actor }: Change,
  channel: DeliveryChannel,
  lane: string,
  reason: string,
): Promise<void> => {
  await tx
    .updateTable('delivery')
    .set({ state: 'failed', permanent: true, reason, finished_at: new Date() })
    .where('desk_id', '=', actor.deskId)
    .where('channel', '=', channel)
    .where('lane', '=', lane)
    .where('state', '=', 'pending')
    .execute()
  await tx
    .updateTable('delivery_lane')
    .set({ failing_since: null, resting_until: null, paused_at: null, reason: null })
    .where('desk_id', '=', actor.deskId)
    .where('channel', '=', channel)
    .where('lane', '=', lane)
    .execute()
}
