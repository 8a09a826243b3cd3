import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { DeliveryChannel, DeliveryState, Tables } from '../../store/schema.ts'

/** Which deliveries; what is undefined does not matter. */
export type DeliveryFilter = {
  ids?: string[] | undefined
  channel?: DeliveryChannel | undefined
  state?: DeliveryState | undefined
  lane?: string | undefined
  /** A ticket's id. */
  ticketId?: string | undefined
  eventType?: string | undefined
  /** A part of the target, whatever its case. */
  target?: string | undefined
  /** Made at or after, and before. */
  createdFrom?: Date | undefined
  createdBefore?: Date | undefined
}

/** A filter as a condition on the table `delivery`. */
export const matches =
  (filter: DeliveryFilter) =>
  (eb: ExpressionBuilder<Tables, 'delivery'>): Expression<SqlBool> => {
    const all: Expression<SqlBool>[] = []
    if (filter.ids !== undefined) all.push(eb('id', '=', eb.fn.any(eb.val(filter.ids))))
    if (filter.channel !== undefined) all.push(eb('channel', '=', filter.channel))
    if (filter.state !== undefined) all.push(eb('state', '=', filter.state))
    if (filter.lane !== undefined) all.push(eb('lane', '=', filter.lane))
    if (filter.ticketId !== undefined) all.push(eb('ticket_id', '=', filter.ticketId))
    if (filter.eventType !== undefined) all.push(eb('event_type', '=', filter.eventType))
    if (filter.target !== undefined) {
      all.push(sql<boolean>`strpos(lower(target), ${filter.target.toLowerCase()}) > 0`)
    }
    if (filter.createdFrom !== undefined) all.push(eb('created_at', '>=', filter.createdFrom))
    if (filter.createdBefore !== undefined) all.push(eb('created_at', '<', filter.createdBefore))
    return eb.and(all)
  }
