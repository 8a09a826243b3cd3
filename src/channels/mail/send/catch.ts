import type { Readable } from 'node:stream'
import type { Lodge } from '../../../core/lodge.ts'
import type { DueDelivery, Outcome } from '../../channel.ts'
import type { CaughtMail } from '../caught.ts'

/** Keeps a mail in the data folder, once: the first file is the one. */
export const catchMail = async (
  lodge: Lodge,
  caught: CaughtMail,
  { deskId, id }: DueDelivery,
  open: () => Readable,
): Promise<Outcome> => {
  const { db } = lodge.store
  const file = await caught.write(open())
  const kept = await db
    .insertInto('mail_caught')
    .values({ desk_id: deskId, delivery_id: id, file })
    .onConflict((conflict) => conflict.doNothing())
    .returning('file')
    .executeTakeFirst()
  if (!kept) await caught.remove(file)
  return { ok: true, detail: 'No mail server is set: kept in the data folder, see GET /v1/outbox.' }
}
