import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Lodge } from '../../core/lodge.ts'
import { listTicketsBetween } from '../../core/tickets/list-between.ts'
import { readListQuery } from '../../dialects/glassix/list.ts'
import { actorOf } from '../policy.ts'
import { BASE } from './base.ts'
import { invalid, placeOf, type Secured } from './contract.ts'
import { openPage, sealPage } from './page.ts'
import { ticketParams } from './schemas.ts'
import { showTickets } from './shown.ts'
import { ticketOf } from './ticket-of.ts'

const PAGE_SIZE = 100

const listQuery = z.object({
  since: z.string().optional(),
  until: z.string().optional(),
  ticketState: z.string().optional(),
  sortOrder: z.string().optional(),
  page: z.string().optional(),
})

export const readRoutes = (plugin: FastifyInstance, lodge: Lodge, { secretOf }: Secured): void => {
  const app = plugin.withTypeProvider<ZodTypeProvider>()
  const config = { policy: { scope: 'tickets:read' }, secretOf } as const

  app.get(
    `${BASE}/tickets/get/:ticketId`,
    { config, schema: { hide: true, params: ticketParams } },
    async (request) => {
      const place = await placeOf(lodge, actorOf(request))
      const ticket = await ticketOf(lodge, request, place)
      const [shown] = await showTickets(lodge, request, place, [ticket])
      return shown
    },
  )

  // The official JavaScript client follows `next` with the first query's parameters once more: a page goes before them.
  app.get(`${BASE}/tickets/list`, { config, schema: { hide: true, querystring: listQuery } }, async (request) => {
    const actor = actorOf(request)
    const place = await placeOf(lodge, actor)
    const { page } = request.query
    const opened = page === undefined ? undefined : openPage(lodge.secrets, actor.deskId, page)
    if (page !== undefined && !opened) {
      throw invalid([{ path: 'page', code: 'invalid', message: 'is unknown, or older than 24 hours' }])
    }
    const read = opened ? { ok: true as const, listing: opened } : readListQuery(request.query)
    if (!read.ok) throw invalid(read.wrong)
    const { listing } = read
    const { tickets, next } = await listTicketsBetween(lodge, actor, {
      ...listing,
      departmentId: place.id,
      since: new Date(listing.since),
      until: new Date(listing.until),
      limit: PAGE_SIZE,
    })
    const path = `${request.protocol}://${request.host}${BASE}/tickets/list`
    return {
      tickets: await showTickets(lodge, request, place, tickets),
      paging: next
        ? { next: `${path}?page=${sealPage(lodge.secrets, actor.deskId, { ...listing, after: next })}` }
        : {},
    }
  })
}
