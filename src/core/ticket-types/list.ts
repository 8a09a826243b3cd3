import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { TICKET_TYPE, type TicketType, toTicketType } from './ticket-type.ts'

/** Ticket types by position, then name; archived ones are not shown. */
export const listTicketTypes = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[position: number, name: string, id: string]>,
): Promise<Page<TicketType>> => {
  let query = lodge.store.db
    .selectFrom('ticket_type')
    .select(TICKET_TYPE)
    .select(sql<string>`lower(name)`.as('sort'))
    .where('desk_id', '=', actor.deskId)
    .where('archived_at', 'is', null)
    .orderBy('position')
    .orderBy('sort')
    .orderBy('id')
    .limit(limit + 1)
  if (after) {
    query = query.where(sql<boolean>`(position, lower(name), id) > (${after[0]}, ${after[1]}, ${after[2]})`)
  }
  return toPage(await query.execute(), limit, (row) => [row.position, row.sort, row.id], toTicketType)
}
