import type { FastifyInstance } from 'fastify'
import type { Lodge } from '../../core/lodge.ts'
import { tickitiRoute } from './contract.ts'
import { noFields } from './ids.ts'

/** `POST /api/tickiti_api_index`: what there is to ask for, and what a token needs for it. */
export const apiIndexRoute = (lodge: Lodge, plugin: FastifyInstance): void =>
  tickitiRoute(
    lodge,
    plugin,
    '/api/tickiti_api_index',
    { ability: 'ticket-index', also: 'tickets:read' },
    noFields,
    async () => ({
      ok: true,
      data: {
        endpoints: plugin.routeTable
          .flatMap(({ url, config }) => {
            if (!config?.tickiti) return []
            const { ability, role } = config.tickiti
            return [{ method: 'POST', path: url, ability, role }]
          })
          .sort((one, other) => (one.path < other.path ? -1 : 1)),
      },
    }),
  )
