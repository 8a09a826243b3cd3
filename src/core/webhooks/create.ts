import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { newWebhookSecret, sealingOf } from './secret.ts'
import { toLogged, toWebhook, WEBHOOK, type Webhook } from './webhook.ts'

/** How many a desk may have: each event goes to all of them. */
export const WEBHOOKS_MAX = 100

/** Makes a webhook. Its secret is in this answer only; the database keeps it sealed. `url` has been checked. */
export const createWebhook = async (
  change: Change,
  given: { url: string; description: string; types: string[]; enabled: boolean },
): Promise<Result<{ webhook: Webhook; secret: string }, { code: 'too_many_webhooks' }>> => {
  const { tx, lodge, actor } = change
  await lockSettings(change)
  const known = await tx.selectFrom('webhook').select('id').where('desk_id', '=', actor.deskId).execute()
  if (known.length >= WEBHOOKS_MAX) return fail({ code: 'too_many_webhooks' })
  const id = lodge.store.nextId()
  const secret = newWebhookSecret()
  const row = await tx
    .insertInto('webhook')
    .values({ desk_id: actor.deskId, id, ...given, secret: lodge.secrets.seal(sealingOf(actor.deskId, id), secret) })
    .returning(WEBHOOK)
    .executeTakeFirstOrThrow()
  const webhook = toWebhook(row)
  await recordEvent(change, { type: 'webhook.created', data: { webhook: toLogged(webhook) } })
  return ok({ webhook, secret })
}
