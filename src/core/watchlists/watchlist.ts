import { type Kysely, sql } from 'kysely'
import { ofTicketInReach } from '../../store/reach.ts'
import type { Tables } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import { isVisible } from '../views/view.ts'

/** Tickets that somebody keeps an eye on, in an order of their own. */
export type Watchlist = {
  id: string
  name: string
  icon: string | null
  /** Whether everybody on the desk has it, or only who made it. */
  shared: boolean
  /** Who made it; null for a token that stands for nobody. */
  member_id: string | null
  /** Ids, in its order. */
  tickets: string[]
  created_at: string
  updated_at: string
}

/** How many tickets one can hold. */
export const WATCHED_MAX = 500

type WatchlistRow = Omit<Watchlist, 'shared' | 'created_at' | 'updated_at'> & {
  is_shared: boolean
  created_at: Date
  updated_at: Date
}

export const WATCHLIST = ['id', 'name', 'icon', 'is_shared', 'member_id', 'created_at', 'updated_at'] as const

/** The watchlists that an actor has, each with its tickets, those within `reach`. */
export const selectWatchlists = (db: Kysely<Tables>, actor: Actor, reach = actor.departments) =>
  db
    .selectFrom('watchlist')
    .select(WATCHLIST)
    .select(
      sql<string[]>`array (
        select w.ticket_id::text from watchlist_ticket w
        where w.desk_id = watchlist.desk_id and w.watchlist_id = watchlist.id
          and ${ofTicketInReach(reach, 'w')} order by w.position, w.ticket_id
      )`.as('tickets'),
    )
    .where('desk_id', '=', actor.deskId)
    .where(isVisible(actor))

export const toWatchlist = ({ is_shared, ...row }: WatchlistRow): Watchlist => ({
  id: row.id,
  name: row.name,
  icon: row.icon,
  shared: is_shared,
  member_id: row.member_id,
  tickets: row.tickets,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})
