import { type Kysely, sql } from 'kysely'
import { inReach } from '../../store/reach.ts'
import type { Tables } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'

/** The id of a ticket within the actor's reach, by its number or, where no ticket has that number, its id. */
export const findTicketId = async (
  db: Kysely<Tables>,
  { deskId, departments }: Actor,
  idOrNumber: string,
): Promise<string | undefined> => {
  if (!looksLikeId(idOrNumber)) return undefined
  const row = await db
    .selectFrom('ticket')
    .select('id')
    .where('desk_id', '=', deskId)
    .where((is) => is.or([is('number', '=', idOrNumber), is('id', '=', idOrNumber)]))
    .where(inReach(departments, 'ticket'))
    .orderBy(sql`number = ${idOrNumber}`, 'desc')
    .executeTakeFirst()
  return row?.id
}
