import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { toWatchlist, WATCHLIST, type Watchlist } from './watchlist.ts'

/** Makes a watchlist, without tickets. */
export const createWatchlist = async (
  change: Change,
  given: Pick<Watchlist, 'name' | 'icon' | 'shared'>,
): Promise<Watchlist> => {
  const { tx, lodge, actor } = change
  const row = await tx
    .insertInto('watchlist')
    .values({
      desk_id: actor.deskId,
      id: lodge.store.nextId(),
      name: given.name,
      icon: given.icon,
      is_shared: given.shared,
      member_id: actor.memberId,
    })
    .returning(WATCHLIST)
    .executeTakeFirstOrThrow()
  const watchlist = toWatchlist({ ...row, tickets: [] })
  await recordEvent(change, { type: 'watchlist.created', data: { watchlist } })
  return watchlist
}
