import { ofTicketInReach } from '../../store/reach.ts'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { DELIVERY, type Delivery, toDelivery } from './delivery.ts'
import { type DeliveryFilter, matches } from './filter.ts'

/** The log of deliveries, the newest first. */
export const listDeliveries = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[id: string]>,
  filter: DeliveryFilter,
): Promise<Page<Delivery>> => {
  let query = lodge.store.db
    .selectFrom('delivery')
    .select(DELIVERY)
    .where('desk_id', '=', actor.deskId)
    .where(ofTicketInReach(actor.departments, 'delivery'))
    .where(matches(filter))
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (after) query = query.where('id', '<', after[0])
  return toPage(await query.execute(), limit, (row) => [row.id], toDelivery)
}
