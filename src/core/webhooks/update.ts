import type { Change } from '../change.ts'
import { liveDepartment } from '../departments/find.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { sealHeaders } from './headers.ts'
import { toLogged, toWebhook, WEBHOOK, type Webhook } from './webhook.ts'

/** What is absent stays. */
export type WebhookChanges = {
  url?: string | undefined
  description?: string | undefined
  types?: string[] | undefined
  enabled?: boolean | undefined
  /** All of them; none is an empty object. */
  headers?: Record<string, string> | undefined
  departmentId?: string | null | undefined
}

/** Changes a webhook; what waits for it goes to the new URL. Enabled again, it forgets why it was disabled. */
export const updateWebhook = async (
  change: Change,
  id: string,
  { headers, departmentId, ...given }: WebhookChanges,
): Promise<Result<Webhook, { code: 'webhook_not_found' } | { code: 'department_not_found' }>> => {
  if (!looksLikeId(id)) return fail({ code: 'webhook_not_found' })
  if (departmentId && !(await liveDepartment(change, departmentId))) return fail({ code: 'department_not_found' })
  const row = await change.tx
    .updateTable('webhook')
    .set({
      ...given,
      department_id: departmentId,
      ...(headers === undefined ? {} : { headers: sealHeaders(change, id, headers) }),
      ...(given.enabled === undefined ? {} : { disabled_reason: null }),
      updated_at: new Date(),
    })
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .returning(WEBHOOK)
    .executeTakeFirst()
  if (!row) return fail({ code: 'webhook_not_found' })
  const webhook = toWebhook(row)
  await recordEvent(change, { type: 'webhook.updated', data: { webhook: toLogged(webhook) } })
  return ok(webhook)
}
