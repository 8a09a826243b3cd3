import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Change } from '../../../core/change.ts'
import type { Lodge } from '../../../core/lodge.ts'
import type { Paging } from '../../../core/page.ts'
import type { Result } from '../../../core/result.ts'
import { createWatchlist } from '../../../core/watchlists/create.ts'
import { deleteWatchlist } from '../../../core/watchlists/delete.ts'
import { listWatchlists } from '../../../core/watchlists/list.ts'
import { reorderWatchlist, unwatchTickets, type WatchError, watchTickets } from '../../../core/watchlists/tickets.ts'
import { updateWatchlist } from '../../../core/watchlists/update.ts'
import { WATCHED_MAX, type Watchlist } from '../../../core/watchlists/watchlist.ts'
import { toTheirWatchlist } from '../../../dialects/tickiti/settings.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { name } from '../../schema/name.ts'
import { text } from '../../schema/text.ts'
import { allOf } from '../all.ts'
import { invalid, tickitiChange, tickitiRoute } from '../contract.ts'
import { noFields, theirId } from '../ids.ts'
import { READ, WRITE } from './access.ts'

const icon = text(50).nullable()
const created = z.object({ name: name(200), icon: icon.default(null), shared: z.boolean().default(false) })
const one = z.object({ watchlist_id: theirId })
const updated = one.extend({ name: name(200).optional(), icon: icon.optional(), shared: z.boolean().optional() })
const withTickets = one.extend({ ticket_ids: z.array(theirId).max(WATCHED_MAX) })

type TicketsVerb = (change: Change, id: string, tickets: string[]) => Promise<Result<Watchlist, WatchError>>
const OF_TICKETS: Record<string, TicketsVerb> = {
  'add-tickets': watchTickets,
  'remove-tickets': unwatchTickets,
  reorder: reorderWatchlist,
}

export const watchlistRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  const path = '/api/v1/settings/watchlists'

  tickitiRoute(lodge, plugin, path, READ, noFields, async (_, request) => {
    const lists = await allOf((paging: Paging<[string, string]>) => listWatchlists(lodge, actorOf(request), paging))
    return { watchlists: lists.map(toTheirWatchlist) }
  })

  tickitiChange(lodge, plugin, `${path}/create`, WRITE, created, async (change, given) => {
    const made = await createWatchlist(change, { ...given, icon: given.icon || null })
    return { watchlist_id: made.id, watchlist: toTheirWatchlist(made) }
  })

  tickitiChange(lodge, plugin, `${path}/update`, WRITE, updated, async (change, { watchlist_id, ...given }) => {
    const changed = await updateWatchlist(change, watchlist_id, given)
    if (!changed.ok) throw notFound('watchlist')
    return { watchlist: toTheirWatchlist(changed.value) }
  })

  tickitiChange(lodge, plugin, `${path}/delete`, WRITE, one, async (change, { watchlist_id }) => {
    const gone = await deleteWatchlist(change, watchlist_id)
    if (!gone.ok) throw notFound('watchlist')
    return { deleted: true }
  })

  for (const [way, verb] of Object.entries(OF_TICKETS)) {
    tickitiChange(lodge, plugin, `${path}/${way}`, WRITE, withTickets, async (change, given) => {
      const changed = await verb(change, given.watchlist_id, given.ticket_ids)
      if (!changed.ok) throw toProblem(changed.error)
      return { watchlist: toTheirWatchlist(changed.value) }
    })
  }
}

const toProblem = (error: WatchError): Problem => {
  switch (error.code) {
    case 'watchlist_not_found':
      return notFound('watchlist')
    case 'ticket_not_found':
      return invalid('ticket_ids', `has ${error.ticket.slice(0, 20)}, which is no ticket of this desk`)
    case 'not_on_watchlist':
      return invalid('ticket_ids', `has ${error.ticket}, which is not on the watchlist`)
    case 'watchlist_full':
      return invalid('ticket_ids', `would be more than the ${WATCHED_MAX} that a watchlist holds`)
  }
}
