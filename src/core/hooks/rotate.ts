import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { type Hook, selectHooks, toHook } from './hook.ts'
import { newAddress } from './secrets.ts'

/** Gives a hook another address; the one before ends at once (HookKeys.forget), a revoked hook works again. */
export const rotateHook = async (
  change: Change,
  id: string,
): Promise<Result<{ hook: Hook; secret: string }, { code: 'hook_not_found' }>> => {
  const { tx, lodge, actor } = change
  if (!looksLikeId(id)) return fail({ code: 'hook_not_found' })
  const row = await selectHooks(tx, actor.deskId).where('h.id', '=', id).forUpdate('h').executeTakeFirst()
  if (!row) return fail({ code: 'hook_not_found' })
  const { secret, columns } = newAddress(lodge, { deskId: actor.deskId, hookId: id })
  const updatedAt = new Date()
  await tx
    .updateTable('hook')
    .set({ ...columns, revoked_at: null, updated_at: updatedAt })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .execute()
  const hook = toHook({ ...row, revoked_at: null, updated_at: updatedAt })
  await recordEvent(change, { type: 'hook.rotated', data: { hook } })
  return ok({ hook, secret })
}
