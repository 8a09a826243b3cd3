import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { toWebhook, WEBHOOK, type Webhook } from './webhook.ts'

export const getWebhook = async ({ store }: Lodge, { deskId }: Actor, id: string): Promise<Webhook | undefined> => {
  if (!looksLikeId(id)) return undefined
  const row = await store.db
    .selectFrom('webhook')
    .select(WEBHOOK)
    .where('desk_id', '=', deskId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toWebhook(row)
}
