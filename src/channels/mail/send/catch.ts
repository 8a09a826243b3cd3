import type { Readable } from 'node:stream'
import type { Lodge } from '../../../core/lodge.ts'
import type { DueDelivery, Outcome } from '../../channel.ts'

/** Keeps a mail in the data folder, once: the first file is the one. */
export const catchMail = async (lodge: Lodge, { deskId, id }: DueDelivery, open: () => Readable): Promise<Outcome> => {
  const { store, caughtMail } = lodge
  const file = await caughtMail.write(open())
  const kept = await store.db
    .insertInto('mail_caught')
    .values({ desk_id: deskId, delivery_id: id, file })
    .onConflict((conflict) => conflict.doNothing())
    .returning('file')
    .executeTakeFirst()
  if (!kept) await caughtMail.remove(file)
  return { ok: true, detail: 'No mail server is set: kept in the data folder, see GET /v1/outbox.' }
}
