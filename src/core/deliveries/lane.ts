import type { DeliveryChannel } from '../../store/schema.ts'

/** What is slow, dead and paused together, as the API shows it. */
export type Lane = {
  channel: DeliveryChannel
  lane: string
  name: string
  failing_since: string | null
  paused_at: string | null
  resting_until: string | null
  /** Why the last attempt failed. */
  reason: string | null
}

export const LANE = ['channel', 'lane', 'name', 'failing_since', 'paused_at', 'resting_until', 'reason'] as const

export type LaneRow = {
  channel: DeliveryChannel
  lane: string
  name: string
  failing_since: Date | null
  paused_at: Date | null
  resting_until: Date | null
  reason: string | null
}

export const toLane = (row: LaneRow): Lane => ({
  ...row,
  failing_since: row.failing_since?.toISOString() ?? null,
  paused_at: row.paused_at?.toISOString() ?? null,
  resting_until: row.resting_until?.toISOString() ?? null,
})
