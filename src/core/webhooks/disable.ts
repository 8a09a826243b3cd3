import { systemActor } from '../actor.ts'
import { recordEvent } from '../events/record.ts'
import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { toLogged, toWebhook, WEBHOOK } from './webhook.ts'

/** Disables a webhook whose receiver wants no more, and says so: event `webhook.disabled`. Nothing happens to one that is. */
export const disableWebhook = async (lodge: Lodge, deskId: DeskId, id: string, reason: string): Promise<void> => {
  await lodge.store.db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable('webhook')
      .set({ enabled: false, disabled_reason: reason, updated_at: new Date() })
      .where('desk_id', '=', deskId)
      .where('id', '=', id)
      .where('enabled', '=', true)
      .returning(WEBHOOK)
      .executeTakeFirst()
    if (!row) return
    const data = { webhook: toLogged(toWebhook(row)) }
    await recordEvent({ tx, lodge, actor: systemActor(deskId) }, { type: 'webhook.disabled', data })
  })
  lodge.nudge()
}
