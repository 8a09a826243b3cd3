import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import type { DeskId } from '../ids.ts'
import { looksLikeId } from '../ids.ts'

/** The tickets whose messages are shown with some, since they were merged into them: by ids. */
export const shownWith = async (db: Kysely<Tables>, deskId: DeskId, ids: string[]): Promise<string[]> => {
  const rows = await db
    .selectFrom('ticket_merge')
    .select('ticket_id')
    .where('desk_id', '=', deskId)
    .where('root_id', 'in', ids)
    .orderBy('ticket_id')
    .execute()
  return rows.map((row) => row.ticket_id)
}

/** The same of one ticket, by its number or id. */
export const shownWithOne = async (db: Kysely<Tables>, deskId: DeskId, idOrNumber: string): Promise<string[]> => {
  if (!looksLikeId(idOrNumber)) return []
  const found = await sql<{ id: string }>`
    select id from ticket
    where desk_id = ${deskId} and (number = ${idOrNumber} or id = ${idOrNumber})
    order by number = ${idOrNumber} desc limit 1`.execute(db)
  const id = found.rows[0]?.id
  return id === undefined ? [] : shownWith(db, deskId, [id])
}

/** Takes away what other tickets have of some that are deleted. */
export const forgetRelations = async ({ tx, actor }: Change, ids: string[]): Promise<void> => {
  const { deskId } = actor
  await tx.deleteFrom('ticket_link').where('desk_id', '=', deskId).where('other_id', 'in', ids).execute()
  await tx.deleteFrom('ticket_merge').where('desk_id', '=', deskId).where('into_id', 'in', ids).execute()
  await tx.deleteFrom('ticket_merge_participant').where('desk_id', '=', deskId).where('source_id', 'in', ids).execute()
  await sql`
    delete from ticket_split where desk_id = ${deskId} and split_id = any (${ids}::bigint[])`.execute(tx)
}
