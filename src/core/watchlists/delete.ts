import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { lockWatchlist, shownTo } from './find.ts'
import type { Watchlist } from './watchlist.ts'

/** Deletes a watchlist that the actor has, and says what it was. Its tickets stay as they are. */
export const deleteWatchlist = async (
  change: Change,
  id: string,
): Promise<Result<Watchlist, { code: 'watchlist_not_found' }>> => {
  const { tx, actor } = change
  const watchlist = await lockWatchlist(change, id)
  if (!watchlist) return fail({ code: 'watchlist_not_found' })
  await tx.deleteFrom('watchlist_ticket').where('desk_id', '=', actor.deskId).where('watchlist_id', '=', id).execute()
  await tx.deleteFrom('watchlist').where('desk_id', '=', actor.deskId).where('id', '=', id).execute()
  await recordEvent(change, { type: 'watchlist.deleted', data: { watchlist } })
  return ok(await shownTo(change, watchlist))
}
