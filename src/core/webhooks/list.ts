import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { toWebhook, WEBHOOK, type Webhook } from './webhook.ts'

/** A desk's webhooks, the newest first. */
export const listWebhooks = async (
  { store }: Lodge,
  { deskId }: Actor,
  { limit, after }: Paging<[id: string]>,
): Promise<Page<Webhook>> => {
  let query = store.db
    .selectFrom('webhook')
    .select(WEBHOOK)
    .where('desk_id', '=', deskId)
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (after) query = query.where('id', '<', after[0])
  return toPage(await query.execute(), limit, (row) => [row.id], toWebhook)
}
