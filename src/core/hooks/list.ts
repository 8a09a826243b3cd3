import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { type Hook, selectHooks, toHook } from './hook.ts'

/** Hooks, oldest first, revoked ones too: what they received is still there. */
export const listHooks = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[id: string]>,
): Promise<Page<Hook>> => {
  let query = selectHooks(lodge.store.db, actor.deskId)
    .orderBy('h.id')
    .limit(limit + 1)
  if (after) query = query.where('h.id', '>', after[0])
  return toPage(await query.execute(), limit, (row) => [row.id], toHook)
}
