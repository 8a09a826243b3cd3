import { sql } from 'kysely'
import { inReach } from '../../store/reach.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { lockWatchlist, shownTo } from './find.ts'
import { WATCHED_MAX, type Watchlist } from './watchlist.ts'

export type WatchError =
  | { code: 'watchlist_not_found' }
  | { code: 'ticket_not_found'; ticket: string }
  | { code: 'not_on_watchlist'; ticket: string }
  | { code: 'watchlist_full' }

/** Puts tickets, by number or id, at the end of a watchlist; those that are on it already stay where they are. */
export const watchTickets = (change: Change, id: string, tickets: string[]): Promise<Result<Watchlist, WatchError>> =>
  withTickets(change, id, tickets, (known, given) => ok([...new Set([...known, ...given])]))

/** Takes tickets, by number or id, off a watchlist; those that are not on it do not matter. */
export const unwatchTickets = (change: Change, id: string, tickets: string[]): Promise<Result<Watchlist, WatchError>> =>
  withTickets(change, id, tickets, (known, given) => ok(known.filter((ticket) => !given.includes(ticket))))

/** Puts tickets of a watchlist, by number or id, in an order; those that are not named follow as they were. */
export const reorderWatchlist = (
  change: Change,
  id: string,
  tickets: string[],
): Promise<Result<Watchlist, WatchError>> =>
  withTickets(change, id, tickets, (known, given) => {
    const stranger = given.find((ticket) => !known.includes(ticket))
    if (stranger !== undefined) return fail({ code: 'not_on_watchlist', ticket: stranger })
    return ok([...new Set([...given, ...known])])
  })

const withTickets = async (
  change: Change,
  id: string,
  named: string[],
  arrange: (known: string[], given: string[]) => Result<string[], WatchError>,
): Promise<Result<Watchlist, WatchError>> => {
  const { tx, actor } = change
  const watchlist = await lockWatchlist(change, id)
  if (!watchlist) return fail({ code: 'watchlist_not_found' })
  const given = await idsOf(change, named)
  if (!given.ok) return given
  const arranged = arrange(watchlist.tickets, given.value)
  if (!arranged.ok) return arranged
  const tickets = arranged.value
  if (tickets.length > WATCHED_MAX) return fail({ code: 'watchlist_full' })
  if (tickets.join() === watchlist.tickets.join()) return ok(await shownTo(change, watchlist))
  await tx.deleteFrom('watchlist_ticket').where('desk_id', '=', actor.deskId).where('watchlist_id', '=', id).execute()
  await sql`
    insert into watchlist_ticket (desk_id, watchlist_id, ticket_id, position)
    select ${actor.deskId}, ${id}, ticket_id, position
    from unnest(${tickets}::bigint[]) with ordinality as g (ticket_id, position)`.execute(tx)
  const updatedAt = new Date()
  await tx
    .updateTable('watchlist')
    .set({ updated_at: updatedAt })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .execute()
  const changed = { ...watchlist, tickets, updated_at: updatedAt.toISOString() }
  await recordEvent(change, { type: 'watchlist.updated', data: { watchlist: changed } })
  return ok(await shownTo(change, changed))
}

/** Of each ticket the id, in the order they were named: digits are a number first, and an id where no ticket has that number. */
const idsOf = async (
  { tx, actor }: Change,
  named: string[],
): Promise<Result<string[], { code: 'ticket_not_found'; ticket: string }>> => {
  const asked = named.filter(looksLikeId)
  const found = await sql<{ asked: string; id: string }>`
    select distinct on (g.asked) g.asked::text, t.id
    from unnest(${asked}::bigint[]) as g (asked)
    join ticket t on t.desk_id = ${actor.deskId} and (t.number = g.asked or t.id = g.asked) and ${inReach(actor.departments)}
    order by g.asked, t.number = g.asked desc`.execute(tx)
  const ids = new Map(found.rows.map((row) => [row.asked, row.id]))
  const given: string[] = []
  for (const ticket of named) {
    const id = looksLikeId(ticket) ? ids.get(String(BigInt(ticket))) : undefined
    if (id === undefined) return fail({ code: 'ticket_not_found', ticket })
    given.push(id)
  }
  return ok(given)
}
