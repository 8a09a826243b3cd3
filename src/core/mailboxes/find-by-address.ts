import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'

/** A mailbox in use by its address, in lower case. */
export const findMailboxByAddress = ({ store }: Lodge, { deskId }: Actor, address: string) =>
  store.db
    .selectFrom('mailbox')
    .select(['id', 'name', 'address'])
    .where('desk_id', '=', deskId)
    .where('enabled', '=', true)
    .where('address', '=', address)
    .orderBy('id')
    .executeTakeFirst()
