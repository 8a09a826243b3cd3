import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { type Hook, selectHooks, toHook } from './hook.ts'

/**
 * Ends a hook's address for good; what it received stays to be seen. Whoever remembers it (HookKeys.forget) is told after
 * the commit; other processes find out within a second. Nothing happens to one that is revoked already.
 */
export const revokeHook = async (change: Change, id: string): Promise<Result<Hook, { code: 'hook_not_found' }>> => {
  const { tx, actor } = change
  if (!looksLikeId(id)) return fail({ code: 'hook_not_found' })
  const row = await selectHooks(tx, actor.deskId).where('h.id', '=', id).forUpdate('h').executeTakeFirst()
  if (!row) return fail({ code: 'hook_not_found' })
  if (row.revoked_at) return ok(toHook(row))
  const revoked = { ...row, revoked_at: new Date() }
  await tx
    .updateTable('hook')
    .set({ revoked_at: revoked.revoked_at })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .execute()
  const hook = toHook(revoked)
  await recordEvent(change, { type: 'hook.revoked', data: { hook } })
  return ok(hook)
}
