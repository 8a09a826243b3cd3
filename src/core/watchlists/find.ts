import type { Kysely } from 'kysely'
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
 * The same, locked until the change is committed.
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
  return findWatchlist(tx, actor, id)
}
