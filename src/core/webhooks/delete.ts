import type { Change } from '../change.ts'
import { retireLane } from '../deliveries/retire-lane.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { toLogged, toWebhook, WEBHOOK, type Webhook } from './webhook.ts'

/** Why what was planned for a webhook does not leave any more. */
export const DELETED = 'This webhook was deleted.'

/** Deletes a webhook. What waits for it fails; its deliveries stay in the log. */
export const deleteWebhook = async (
  change: Change,
  id: string,
): Promise<Result<Webhook, { code: 'webhook_not_found' }>> => {
  if (!looksLikeId(id)) return fail({ code: 'webhook_not_found' })
  const row = await change.tx
    .deleteFrom('webhook')
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .returning(WEBHOOK)
    .executeTakeFirst()
  if (!row) return fail({ code: 'webhook_not_found' })
  await retireLane(change, 'webhook', id, DELETED)
  await change.tx
    .deleteFrom('webhook_failure')
    .where('desk_id', '=', change.actor.deskId)
    .where('webhook_id', '=', id)
    .execute()
  const webhook = toWebhook(row)
  await recordEvent(change, { type: 'webhook.deleted', data: { webhook: toLogged(webhook) } })
  return ok(webhook)
}
