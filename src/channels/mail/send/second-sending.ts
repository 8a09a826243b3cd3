import type { Lodge } from '../../../core/lodge.ts'
import type { DueDelivery } from '../../channel.ts'

type Key = Pick<DueDelivery, 'deskId' | 'id'>

/** Notes that a mail which may have arrived goes out again. It stands as long as its delivery: see core/mail/forget.ts. */
export const noteSecondSending = async (lodge: Lodge, { deskId, id }: Key): Promise<void> => {
  await lodge.store.pool.query(
    'insert into mail_resent (desk_id, delivery_id) values ($1, $2) on conflict do nothing',
    [deskId, id],
  )
}

/**
 * Whether it did. After an attempt that has failed for good somebody replays it by hand, who has looked: only then, with
 * that outcome stored, is the note forgotten. A crash before that finds it again.
 */
export const wasSentTwice = async (
  lodge: Lodge,
  { deskId, id, attempt }: Pick<DueDelivery, 'deskId' | 'id' | 'attempt'>,
): Promise<boolean> => {
  const found = await lodge.store.pool.query<{ twice: boolean }>(
    `with replayed as (
       delete from mail_resent where desk_id = $1 and delivery_id = $2 and exists (
         select from delivery_attempt where desk_id = $1 and delivery_id = $2 and attempt = $3 - 1 and permanent
       ) returning delivery_id
     )
     select exists (select from mail_resent where desk_id = $1 and delivery_id = $2)
       and not exists (select from replayed) as twice`,
    [deskId, id, attempt],
  )
  return found.rows[0]?.twice ?? false
}
