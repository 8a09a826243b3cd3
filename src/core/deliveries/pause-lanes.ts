import { systemActor } from '../actor.ts'
import { recordEvent } from '../events/record.ts'
import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { LANE, type LaneRow, toLane } from './lane.ts'

/** For how long nothing gets through before a lane is paused: SQL. */
export const PAUSED_AFTER = "interval '3 days'"

/** Pauses the lanes through which nothing got for three days, and says so: `delivery_lane.paused` reaches their owners. */
export const pauseLanes = async (lodge: Lodge): Promise<void> => {
  const overdue = await lodge.store.pool.query<{ desk_id: DeskId; channel: LaneRow['channel']; lane: string }>(
    `select desk_id, channel, lane from delivery_lane
     where paused_at is null and failing_since < now() - ${PAUSED_AFTER}`,
  )
  for (const { desk_id, channel, lane } of overdue.rows) {
    await lodge.store.db.transaction().execute(async (tx) => {
      const row = await tx
        .updateTable('delivery_lane')
        .set({ paused_at: new Date() })
        .where('desk_id', '=', desk_id)
        .where('channel', '=', channel)
        .where('lane', '=', lane)
        .where('paused_at', 'is', null)
        .returning(LANE)
        .executeTakeFirst()
      // Another process was faster.
      if (!row) return
      const actor = systemActor(desk_id)
      await recordEvent({ tx, lodge, actor }, { type: 'delivery_lane.paused', data: { lane: toLane(row) } })
    })
    lodge.nudge()
  }
}
