import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import type { Lodge } from '../lodge.ts'
import { KEPT_DAYS } from '../retention/kept.ts'

/** How many days a desk's sent mails are kept. */
export const readMailRetention = async (lodge: Lodge, { deskId }: Actor): Promise<number> => {
  const row = await lodge.store.db
    .selectFrom('mail_retention')
    .select('days')
    .where('desk_id', '=', deskId)
    .executeTakeFirst()
  return row?.days ?? KEPT_DAYS.deliveries
}

/** Keeps sent mails so many days, from the next night on. */
export const setMailRetention = async (change: Change, days: number): Promise<void> => {
  const { tx, actor } = change
  await tx
    .insertInto('mail_retention')
    .values({ desk_id: actor.deskId, days })
    .onConflict((conflict) => conflict.column('desk_id').doUpdateSet({ days }))
    .execute()
  await recordEvent(change, { type: 'mail_retention.updated', data: { days } })
}
