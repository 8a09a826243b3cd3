import type { Kysely } from 'kysely'
import type { Tables } from '../../../store/schema.ts'
import type { DeskId } from '../../ids.ts'

/** Which of some tickets have had their personal data erased, by their ids. */
export const erasedAmong = async (db: Kysely<Tables>, deskId: DeskId, ids: string[]): Promise<ReadonlySet<string>> => {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('ticket_erasure')
    .select('ticket_id')
    .where('desk_id', '=', deskId)
    .where('ticket_id', 'in', ids)
    .execute()
  return new Set(rows.map((row) => row.ticket_id))
}
