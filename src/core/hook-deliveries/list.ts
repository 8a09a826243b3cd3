import { sql } from 'kysely'
import { ofTicketInReach } from '../../store/reach.ts'
import type { HookDeliveryState } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { fail, ok, type Result } from '../result.ts'
import { HOOK_DELIVERY, type HookDelivery, type HookDeliveryRow, toHookDelivery } from './delivery.ts'

/** What a hook received, newest first, all of it or what is in one state. */
export const listHookDeliveries = async (
  lodge: Lodge,
  actor: Actor,
  hookId: string,
  state: HookDeliveryState | null,
  { limit, after }: Paging<[id: string]>,
): Promise<Result<Page<HookDelivery>, { code: 'hook_not_found' }>> => {
  if (!looksLikeId(hookId)) return fail({ code: 'hook_not_found' })
  const found = await sql<HookDeliveryRow & { is_there: boolean }>`
    select d.*, true as is_there from hook h
    left join lateral (
      select ${sql.raw(HOOK_DELIVERY)} from hook_delivery
      where desk_id = h.desk_id and hook_id = h.id and ${ofTicketInReach(actor.departments, 'hook_delivery')}
        and (${state}::text is null or state = ${state}) and (${after?.[0] ?? null}::bigint is null or id < ${after?.[0] ?? null})
      order by id desc limit ${limit + 1}
    ) d on true
    where h.desk_id = ${actor.deskId} and h.id = ${hookId}`.execute(lodge.store.db)
  if (found.rows.length === 0) return fail({ code: 'hook_not_found' })
  const rows = found.rows.filter((row) => row.id !== null)
  return ok(toPage(rows, limit, (row) => [row.id], toHookDelivery))
}
