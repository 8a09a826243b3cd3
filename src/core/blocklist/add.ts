import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'

export type Blocked = { value: string; reason: string | null }

/** Keeps an address or a whole domain out (both normalised, contacts/email.ts). Once more changes nothing. */
export const addToBlocklist = async (change: Change, given: Blocked): Promise<void> => {
  const added = await change.tx
    .insertInto('blocklist')
    .values({ desk_id: change.actor.deskId, ...given })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows === 1n) await recordEvent(change, { type: 'blocklist.added', data: given })
}
