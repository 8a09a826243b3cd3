import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { readReceipt } from './queued-event.ts'

/**
 * Deletes events that were taken from the credential's queue, by their receipts, and answers how many. A receipt that is
 * unknown, or whose event is deleted already, is passed over: whoever repeats a request gets no error for it.
 */
export const deleteEvents = async (
  { tx, actor }: Change,
  credentialId: string,
  receipts: string[],
): Promise<number> => {
  const places = receipts.map(readReceipt).filter((place) => place !== undefined)
  const deleted = await sql`
    delete from event_lease l
    using unnest(${places.map(({ xid }) => xid)}::xid8[], ${places.map(({ id }) => id)}::bigint[]) as g (xid, id)
    where l.desk_id = ${actor.deskId} and l.credential_id = ${credentialId}
      and l.event_xid = g.xid and l.event_id = g.id`.execute(tx)
  return Number(deleted.numAffectedRows ?? 0)
}
