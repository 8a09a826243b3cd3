import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { lockWatchlist, shownTo } from './find.ts'
import { toWatchlist, WATCHLIST, type Watchlist } from './watchlist.ts'

/** What is absent stays. */
export type WatchlistChanges = {
  name?: string | undefined
  icon?: string | null | undefined
  shared?: boolean | undefined
}

/** Renames or shares a watchlist that the actor has. */
export const updateWatchlist = async (
  change: Change,
  id: string,
  given: WatchlistChanges,
): Promise<Result<Watchlist, { code: 'watchlist_not_found' }>> => {
  const known = await lockWatchlist(change, id)
  if (!known) return fail({ code: 'watchlist_not_found' })
  const row = await change.tx
    .updateTable('watchlist')
    .set({ name: given.name, icon: given.icon, is_shared: given.shared, updated_at: new Date() })
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .returning(WATCHLIST)
    .executeTakeFirstOrThrow()
  const watchlist = toWatchlist({ ...row, tickets: known.tickets })
  await recordEvent(change, { type: 'watchlist.updated', data: { watchlist } })
  return ok(await shownTo(change, watchlist))
}
