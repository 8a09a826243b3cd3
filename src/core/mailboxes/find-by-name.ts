import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'

/** A mailbox in use by its name, in any case; the oldest of several. */
export const findMailboxByName = ({ store }: Lodge, { deskId }: Actor, name: string) =>
  store.db
    .selectFrom('mailbox')
    .select(['id', 'name', 'address'])
    .where('desk_id', '=', deskId)
    .where('enabled', '=', true)
    .where(sql<boolean>`lower(name) = lower(trim(${name}))`)
    .orderBy('id')
    .executeTakeFirst()
