import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { type Hook, selectHooks, toHook } from './hook.ts'
import { openAddress } from './secrets.ts'

/** A hook and the secret of its address, null where that is revoked: for who may make one. */
export const getHook = async (
  lodge: Lodge,
  actor: Actor,
  id: string,
): Promise<Result<{ hook: Hook; secret: string | null }, { code: 'hook_not_found' }>> => {
  if (!looksLikeId(id)) return fail({ code: 'hook_not_found' })
  const row = await selectHooks(lodge.store.db, actor.deskId)
    .select('h.secret_sealed')
    .where('h.id', '=', id)
    .executeTakeFirst()
  if (!row) return fail({ code: 'hook_not_found' })
  const secret = row.revoked_at ? null : openAddress(lodge, { deskId: actor.deskId, hookId: id }, row.secret_sealed)
  return ok({ hook: toHook(row), secret })
}
