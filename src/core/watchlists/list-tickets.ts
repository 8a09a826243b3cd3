import { readTicketsById } from '../../store/ticket-page.ts'
import { toTicket } from '../../store/ticket-rows.ts'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { encodeCursor, type Page, type Paging } from '../page.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { findWatchlist } from './find.ts'

/** A watchlist's tickets, in its order. `after` is how many came before. */
export const listWatchedTickets = async (
  lodge: Lodge,
  actor: Actor,
  id: string,
  { limit, after }: Paging<[place: number]>,
): Promise<Result<Page<Ticket>, { code: 'watchlist_not_found' }>> => {
  const watchlist = await findWatchlist(lodge.store.db, actor, id)
  if (!watchlist) return fail({ code: 'watchlist_not_found' })
  const from = after?.[0] ?? 0
  const to = from + limit
  const rows = await readTicketsById(
    lodge.store.pool,
    actor.deskId,
    watchlist.tickets.slice(from, to),
    actor.departments,
  )
  return ok({ data: rows.map(toTicket), next_cursor: watchlist.tickets.length > to ? encodeCursor([to]) : null })
}
