import { inReach } from '../../../store/reach.ts'
import type { Actor } from '../../actor.ts'
import { looksLikeId } from '../../ids.ts'
import type { Lodge } from '../../lodge.ts'
import { fail, ok, type Result } from '../../result.ts'

/** When a ticket's personal data was erased, null where it was not, by its number or id. */
export const getErasure = async (
  lodge: Lodge,
  actor: Actor,
  idOrNumber: string,
): Promise<Result<{ id: string; number: number; erased_at: string | null }, { code: 'ticket_not_found' }>> => {
  if (!looksLikeId(idOrNumber)) return fail({ code: 'ticket_not_found' })
  const row = await lodge.store.db
    .selectFrom('ticket as t')
    .leftJoin('ticket_erasure as e', (join) =>
      join.onRef('e.desk_id', '=', 't.desk_id').onRef('e.ticket_id', '=', 't.id'),
    )
    .select(['t.id', 't.number', 'e.erased_at'])
    .where('t.desk_id', '=', actor.deskId)
    .where(inReach(actor.departments))
    .where((where) => where.or([where('t.number', '=', idOrNumber), where('t.id', '=', idOrNumber)]))
    // A number goes before an id, as everywhere.
    .orderBy((order) => order('t.number', '=', idOrNumber), 'desc')
    .executeTakeFirst()
  if (!row) return fail({ code: 'ticket_not_found' })
  return ok({ id: row.id, number: Number(row.number), erased_at: row.erased_at?.toISOString() ?? null })
}
