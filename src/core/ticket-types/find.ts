import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'
import { TICKET_TYPE, type TicketTypeRow } from './ticket-type.ts'

/** A ticket type by id, else by name in any case, as the change's transaction sees it; archived ones are not found. */
export const findTicketType = ({ tx, actor }: Change, idOrName: string): Promise<TicketTypeRow | undefined> => {
  const isIt = sql<boolean>`id = ${looksLikeId(idOrName) ? idOrName : null}`
  return tx
    .selectFrom('ticket_type')
    .select(TICKET_TYPE)
    .where('desk_id', '=', actor.deskId)
    .where('archived_at', 'is', null)
    .where(sql<boolean>`(${isIt} or lower(name) = lower(trim(${idOrName})))`)
    .orderBy(sql`(${isIt}) desc nulls last`)
    .executeTakeFirst()
}

/** A ticket type in use, by id. */
export const liveTicketType = async ({ tx, actor }: Change, id: string): Promise<TicketTypeRow | undefined> =>
  looksLikeId(id)
    ? tx
        .selectFrom('ticket_type')
        .select(TICKET_TYPE)
        .where('desk_id', '=', actor.deskId)
        .where('id', '=', id)
        .where('archived_at', 'is', null)
        .executeTakeFirst()
    : undefined

/** Whether a live ticket type other than `exceptId` has the name. Call under lockSettings. */
export const ticketTypeNameTaken = async (
  { tx, actor }: Change,
  name: string,
  exceptId: string | null = null,
): Promise<boolean> => {
  let query = tx
    .selectFrom('ticket_type')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where('archived_at', 'is', null)
    .where(sql<boolean>`lower(name) = lower(${name})`)
  if (exceptId !== null) query = query.where('id', '<>', exceptId)
  return (await query.executeTakeFirst()) !== undefined
}

/** Makes room for another default. Call under lockSettings. */
export const clearDefaultTicketType = async ({ tx, actor }: Change): Promise<void> => {
  await tx
    .updateTable('ticket_type')
    .set({ is_default: false })
    .where('desk_id', '=', actor.deskId)
    .where('is_default', '=', true)
    .execute()
}
