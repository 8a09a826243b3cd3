import type { Kysely } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import { type DeskId, looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { toWebhook, WEBHOOK, type Webhook } from './webhook.ts'

export const getWebhook = ({ store }: Lodge, { deskId }: Actor, id: string): Promise<Webhook | undefined> =>
  webhookOf(store.db, deskId, id)

/** A webhook of a desk, as `db` sees it, be that a transaction. */
export const webhookOf = async (db: Kysely<Tables>, deskId: DeskId, id: string): Promise<Webhook | undefined> => {
  if (!looksLikeId(id)) return undefined
  const row = await db
    .selectFrom('webhook')
    .select(WEBHOOK)
    .where('desk_id', '=', deskId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toWebhook(row)
}
