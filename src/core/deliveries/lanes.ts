import type { DeliveryChannel } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { fail, ok, type Result } from '../result.ts'
import { LANE, type Lane, toLane } from './lane.ts'

/** Where a desk's deliveries go, by channel and lane. */
export const listLanes = async (
  { store }: Lodge,
  { deskId }: Actor,
  { limit, after }: Paging<[channel: DeliveryChannel, lane: string]>,
): Promise<Page<Lane>> => {
  let query = store.db
    .selectFrom('delivery_lane')
    .select(LANE)
    .where('desk_id', '=', deskId)
    .orderBy('channel')
    .orderBy('lane')
    .limit(limit + 1)
  if (after) {
    query = query.where((eb) => eb(eb.refTuple('channel', 'lane'), '>', eb.tuple(eb.val(after[0]), eb.val(after[1]))))
  }
  return toPage(await query.execute(), limit, (row) => [row.channel, row.lane], toLane)
}

/** Lets a lane go on, paused or resting: what waits in it is tried at once. Event: `delivery_lane.resumed`. */
export const resumeLane = async (
  change: Change,
  channel: DeliveryChannel,
  lane: string,
): Promise<Result<Lane, { code: 'delivery_lane_not_found' }>> => {
  const { tx, actor } = change
  // PostgreSQL's text cannot hold it, so no lane is called that.
  if (lane.includes('\0')) return fail({ code: 'delivery_lane_not_found' })
  const row = await tx
    .updateTable('delivery_lane')
    .set({ paused_at: null, failing_since: null, resting_until: null })
    .where('desk_id', '=', actor.deskId)
    .where('channel', '=', channel)
    .where('lane', '=', lane)
    .returning(LANE)
    .executeTakeFirst()
  if (!row) return fail({ code: 'delivery_lane_not_found' })
  await tx
    .updateTable('delivery')
    .set({ due_at: new Date() })
    .where('desk_id', '=', actor.deskId)
    .where('channel', '=', channel)
    .where('lane', '=', lane)
    .where('state', '=', 'pending')
    .execute()
  const shown = toLane(row)
  await recordEvent(change, { type: 'delivery_lane.resumed', data: { lane: shown } })
  return ok(shown)
}
