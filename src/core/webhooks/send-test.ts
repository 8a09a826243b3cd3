import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { toLogged, toWebhook, WEBHOOK, type Webhook } from './webhook.ts'

/** Sends a webhook something to look at: the event `webhook.test`, which goes to it alone, whatever types it asks for. */
export const sendTestWebhook = async (
  change: Change,
  id: string,
): Promise<Result<Webhook, { code: 'webhook_not_found' } | { code: 'webhook_disabled' }>> => {
  if (!looksLikeId(id)) return fail({ code: 'webhook_not_found' })
  const row = await change.tx
    .selectFrom('webhook')
    .select(WEBHOOK)
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return fail({ code: 'webhook_not_found' })
  if (!row.enabled) return fail({ code: 'webhook_disabled' })
  const webhook = toWebhook(row)
  await recordEvent(change, { type: 'webhook.test', data: { webhook: toLogged(webhook) } })
  return ok(webhook)
}
