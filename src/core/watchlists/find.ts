import { type Kysely, sql } from 'kysely'
import { inReach } from '../../store/reach.ts'
import type { Tables } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'
import { selectWatchlists, toWatchlist, type Watchlist } from './watchlist.ts'

/** A watchlist that the actor has. */
export const findWatchlist = async (db: Kysely<Tables>, actor: Actor, id: string): Promise<Watchlist | undefined> => {
  if (!looksLikeId(id)) return undefined
  const row = await selectWatchlists(db, actor).where('id', '=', id).executeTakeFirst()
  return row && toWatchlist(row)
}

/**
 * The same, locked until the change is committed, with all its tickets: those beyond the actor's reach stay on it. What is
 * answered is shownTo() the actor.
 *
 * Two statements: what one that waited for the lock reads of other tables is from before the wait.
 */
export const lockWatchlist = async ({ tx, actor }: Change, id: string): Promise<Watchlist | undefined> => {
  if (!looksLikeId(id)) return undefined
  await tx
    .selectFrom('watchlist')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  const row = await selectWatchlists(tx, actor, null).where('id', '=', id).executeTakeFirst()
  return row && toWatchlist(row)
}

/** A watchlist as its actor sees it: without the tickets beyond their reach. */
export const shownTo = async ({ tx, actor }: Change, watchlist: Watchlist): Promise<Watchlist> => {
  const { deskId, departments } = actor
  if (departments === null) return watchlist
  const found = await sql<{ id: string }>`
    select t.id from ticket t
    where t.desk_id = ${deskId} and t.id = any (${watchlist.tickets}::bigint[]) and ${inReach(departments)}`.execute(tx)
  const seen = new Set(found.rows.map(({ id }) => id))
  return { ...watchlist, tickets: watchlist.tickets.filter((id) => seen.has(id)) }
}
