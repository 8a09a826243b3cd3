import { ofTicketInReach } from '../../store/reach.ts'
import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { DELIVERY, type Delivery, toDelivery } from './delivery.ts'

export type Attempt = {
  attempt: number
  started_at: string
  took_ms: number
  ok: boolean
  permanent: boolean
  reason: string | null
  status: number | null
  detail: string | null
}

/** A delivery with every attempt at it, the first one first. Undefined where the desk has none of this id. */
export const getDelivery = async (
  { store }: Lodge,
  { deskId, departments }: Actor,
  id: string,
): Promise<(Delivery & { attempt_log: Attempt[] }) | undefined> => {
  if (!looksLikeId(id)) return undefined
  const [row, attempts] = await Promise.all([
    store.db
      .selectFrom('delivery')
      .select(DELIVERY)
      .where('desk_id', '=', deskId)
      .where('id', '=', id)
      .where(ofTicketInReach(departments, 'delivery'))
      .executeTakeFirst(),
    store.db
      .selectFrom('delivery_attempt')
      .select(['attempt', 'started_at', 'took_ms', 'ok', 'permanent', 'reason', 'status', 'detail'])
      .where('desk_id', '=', deskId)
      .where('delivery_id', '=', id)
      .orderBy('attempt')
      .execute(),
  ])
  if (!row) return undefined
  const attempt_log = attempts.map((attempt) => ({ ...attempt, started_at: attempt.started_at.toISOString() }))
  return { ...toDelivery(row), attempt_log }
}
