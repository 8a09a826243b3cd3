import type { Lodge } from '../../../core/lodge.ts'
import type { DueDelivery } from '../../channel.ts'

type Key = Pick<DueDelivery, 'deskId' | 'id'>

/** Notes that a mail which may have arrived goes out again. */
export const noteSecondSending = async (lodge: Lodge, { deskId, id }: Key): Promise<void> => {
  await lodge.store.pool.query(
    'insert into mail_resent (desk_id, delivery_id) values ($1, $2) on conflict do nothing',
    [deskId, id],
  )
}

/** Whether it did. Forgotten by being asked: who replays it by hand after that has looked. */
export const wasSentTwice = async (lodge: Lodge, { deskId, id }: Key): Promise<boolean> => {
  const found = await lodge.store.pool.query('delete from mail_resent where desk_id = $1 and delivery_id = $2', [
    deskId,
    id,
  ])
  return found.rowCount === 1
}
