import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { type DeskId, looksLikeId } from '../../core/ids.ts'
import type { Lodge } from '../../core/lodge.ts'
import { Problem } from '../problem.ts'
import { companyRoute } from './companies.ts'
import { openToPages, replyAsHalo, secretOf } from './contract.ts'
import { eventRoute } from './events.ts'
import { config, configQuery } from './schemas.ts'
import { ticketRoute } from './tickets.ts'
import { userRoutes } from './users.ts'

/** Halo's contract: its own paths, words and refusals, on the verbs of `/v1`. */
export const haloRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    replyAsHalo(plugin)
    openToPages(plugin, lodge)
    ticketRoute(plugin, lodge)
    userRoutes(plugin, lodge)
    companyRoute(plugin, lodge)
    eventRoute(plugin, lodge)

    plugin.post(
      '/api/sdk/chat',
      { config: { policy: { scope: 'tickets:create' }, secretOf, publicKeys: true }, schema: { hide: true } },
      async () => {
        throw new Problem(
          501,
          'no_chat',
          'Chat is not available on this server: file a ticket by /api/sdk/tickets/create',
        )
      },
    )

    // What a widget asks before anything else, without a key (their page "API overview").
    plugin.withTypeProvider<ZodTypeProvider>().route({
      method: ['GET', 'POST'],
      url: '/api/sdk/config',
      config: { policy: 'public' },
      schema: { hide: true, querystring: configQuery, response: { 200: config } },
      handler: async (request) => {
        const deskId = await findDesk(lodge, request.query.org_id)
        if (deskId === undefined) throw new Problem(404, 'desk_not_found', 'There is no such desk.')
        const desk = await lodge.desks.get(deskId)
        return {
          org_id: desk.id,
          name: desk.name,
          locale: desk.culture,
          identity_verification: desk.identityVerification?.enabled ?? false,
        }
      },
    })
  }

/** An organization is a desk, by its id or its slug. */
const findDesk = async (lodge: Lodge, orgId: string): Promise<DeskId | undefined> => {
  const found = await lodge.store.pool.query<{ desk_id: DeskId }>(
    'select desk_id from desk where desk_id = $1 or slug = $2 order by desk_id = $1 desc nulls last limit 1',
    [looksLikeId(orgId) ? orgId : null, orgId],
  )
  return found.rows[0]?.desk_id
}
