import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import type { Lodge } from '../lodge.ts'
import { KEPT_DAYS } from './kept.ts'

/** After how many days what is deleted by itself; null is never. */
export type Retention = {
  /** Tickets that are resolved or closed, and silent since. */
  closed_days: number | null
  /** Tickets that are spam. */
  spam_days: number | null
  /** The originals of mails that came in and were decided on; who sent those that became nothing. */
  inbound_raw_days: number | null
  /** What contacts did on pages. */
  activity_days: number | null
}

const COLUMNS = ['closed_days', 'spam_days', 'inbound_raw_days', 'activity_days'] as const

const DEFAULT: Retention = {
  closed_days: null,
  spam_days: null,
  inbound_raw_days: null,
  activity_days: KEPT_DAYS.activity,
}

/** What a desk keeps for how long. */
export const readRetention = async ({ store }: Lodge, deskId: string): Promise<Retention> => {
  const row = await store.db.selectFrom('retention').select(COLUMNS).where('desk_id', '=', deskId).executeTakeFirst()
  return row ?? DEFAULT
}

/** Keeps things so long from the next hour on. */
export const setRetention = async (change: Change, given: Retention): Promise<Retention> => {
  const { tx, actor } = change
  const retention = await tx
    .insertInto('retention')
    .values({ desk_id: actor.deskId, ...given })
    .onConflict((conflict) => conflict.column('desk_id').doUpdateSet({ ...given, updated_at: new Date() }))
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  await recordEvent(change, { type: 'retention.updated', data: { retention } })
  return retention
}
