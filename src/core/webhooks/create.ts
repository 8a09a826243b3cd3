import type { WebhookFormat } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { liveDepartment } from '../departments/find.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { sealHeaders } from './headers.ts'
import { newWebhookSecret, sealingOf } from './secret.ts'
import { toLogged, toWebhook, WEBHOOK, type Webhook } from './webhook.ts'

/** How many a desk may have: each event goes to all of them. */
export const WEBHOOKS_MAX = 100

export type NewWebhook = {
  /** Checked already. */
  url: string
  description: string
  types: string[]
  enabled: boolean
  format: WebhookFormat
  departmentId: string | null
  /** Sent with each event besides ours. */
  headers: Record<string, string>
  /** What a vendor's receivers know already; null makes one. */
  secret: string | null
}

export type CreateWebhookError = { code: 'too_many_webhooks' } | { code: 'department_not_found' }

/** Makes a webhook. Its secret is in this answer only; the database keeps it and the headers sealed. */
export const createWebhook = async (
  change: Change,
  { headers, departmentId, secret: known, ...given }: NewWebhook,
): Promise<Result<{ webhook: Webhook; secret: string }, CreateWebhookError>> => {
  const { tx, lodge, actor } = change
  await lockSettings(change)
  const others = await tx.selectFrom('webhook').select('id').where('desk_id', '=', actor.deskId).execute()
  if (others.length >= WEBHOOKS_MAX) return fail({ code: 'too_many_webhooks' })
  if (departmentId !== null && !(await liveDepartment(change, departmentId)))
    return fail({ code: 'department_not_found' })
  const id = lodge.store.nextId()
  const secret = known ?? newWebhookSecret()
  const row = await tx
    .insertInto('webhook')
    .values({
      desk_id: actor.deskId,
      id,
      ...given,
      department_id: departmentId,
      secret: lodge.secrets.seal(sealingOf(actor.deskId, id), secret),
      headers: sealHeaders(change, id, headers),
    })
    .returning(WEBHOOK)
    .executeTakeFirstOrThrow()
  const webhook = toWebhook(row)
  await recordEvent(change, { type: 'webhook.created', data: { webhook: toLogged(webhook) } })
  return ok({ webhook, secret })
}
