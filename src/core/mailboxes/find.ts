import type { Change } from '../change.ts'

/** Whether a mailbox of the desk other than `exceptId` has the address. Call under lockSettings. */
export const addressTaken = async (
  { tx, actor }: Change,
  address: string,
  exceptId: string | null = null,
): Promise<boolean> => {
  let query = tx.selectFrom('mailbox').select('id').where('desk_id', '=', actor.deskId).where('address', '=', address)
  if (exceptId !== null) query = query.where('id', '<>', exceptId)
  return (await query.executeTakeFirst()) !== undefined
}
