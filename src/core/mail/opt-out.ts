import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'

/** Spares an address a kind of mail from now on. Twice is once. */
export const optOut = async (change: Change, kind: 'notices' | 'copies', address: string): Promise<void> => {
  const added = await change.tx
    .insertInto('mail_opt_out')
    .values({ desk_id: change.actor.deskId, kind, address })
    .onConflict((conflict) => conflict.doNothing())
    .returning('address')
    .executeTakeFirst()
  if (added) await recordEvent(change, { type: 'mail.opted_out', data: { address, kind } })
}
