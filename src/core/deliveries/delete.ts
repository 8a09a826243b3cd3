import { ofTicketInReach } from '../../store/reach.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { DELIVERY, type Delivery, toDelivery } from './delivery.ts'

/** Takes a failed delivery out of the log, with its attempts: it is not sent any more. Event: `delivery.deleted`. */
export const deleteFailedDelivery = async (
  change: Change,
  id: string,
): Promise<Result<Delivery, { code: 'delivery_not_found' }>> => {
  const { tx, actor } = change
  if (!looksLikeId(id)) return fail({ code: 'delivery_not_found' })
  const row = await tx
    .deleteFrom('delivery')
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .where(ofTicketInReach(actor.departments, 'delivery'))
    .returning(DELIVERY)
    .executeTakeFirst()
  if (!row) return fail({ code: 'delivery_not_found' })
  await tx.deleteFrom('delivery_attempt').where('desk_id', '=', actor.deskId).where('delivery_id', '=', id).execute()
  const delivery = toDelivery(row)
  await recordEvent(change, { type: 'delivery.deleted', data: { delivery } })
  return ok(delivery)
}
