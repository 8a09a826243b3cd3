import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { newWebhookSecret, sealingOf } from './secret.ts'
import { toLogged, toWebhook, WEBHOOK, type Webhook } from './webhook.ts'

/**
 * Gives a webhook another secret, which is in this answer only. The one before signs too for `graceSeconds`, so that a
 * receiver can be changed meanwhile; one from before that ends now.
 */
export const rotateWebhookSecret = async (
  { tx, lodge, actor }: Change,
  id: string,
  graceSeconds: number,
): Promise<Result<{ webhook: Webhook; secret: string }, { code: 'webhook_not_found' }>> => {
  if (!looksLikeId(id)) return fail({ code: 'webhook_not_found' })
  const secret = newWebhookSecret()
  const now = Date.now()
  const kept = graceSeconds > 0
  const row = await tx
    .updateTable('webhook')
    .set({
      old_secret: kept ? sql.ref<Buffer>('secret') : null,
      old_secret_until: kept ? new Date(now + graceSeconds * 1_000) : null,
      secret: lodge.secrets.seal(sealingOf(actor.deskId, id), secret),
      updated_at: new Date(now),
    })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .returning(WEBHOOK)
    .executeTakeFirst()
  if (!row) return fail({ code: 'webhook_not_found' })
  const webhook = toWebhook(row)
  await recordEvent({ tx, lodge, actor }, { type: 'webhook.secret_rotated', data: { webhook: toLogged(webhook) } })
  return ok({ webhook, secret })
}
