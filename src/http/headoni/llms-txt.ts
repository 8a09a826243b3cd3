import type { FastifyPluginAsync } from 'fastify'
import { systemActor } from '../../core/actor.ts'
import { listDepartments } from '../../core/departments/list.ts'
import type { DeskId } from '../../core/ids.ts'
import type { Lodge } from '../../core/lodge.ts'
import { listTicketTypes } from '../../core/ticket-types/list.ts'
import { llmsTxt } from '../../dialects/headoni/llms-txt.ts'
import { Problem } from '../problem.ts'
import type { TenantHosts } from '../tenant-hosts.ts'
import { ALL } from './contract.ts'

/** `GET /llms.txt` on a desk's host, for everybody. A host that names no desk shows the only one there is. */
export const llmsTxtRoute =
  (lodge: Lodge, hosts: TenantHosts): FastifyPluginAsync =>
  async (app) => {
    app.get('/llms.txt', { config: { policy: 'public' }, schema: { hide: true } }, async (request, reply) => {
      const named = await hosts.deskOf(request.host)
      const deskId = named === 'any' ? await onlyDesk(lodge) : named === 'unknown' ? undefined : named
      if (deskId === undefined) throw new Problem(404, 'desk_not_found', 'There is no desk at this host.')
      const actor = systemActor(deskId)
      const [desk, departments, ticketTypes] = await Promise.all([
        lodge.desks.get(deskId),
        listDepartments(lodge, actor, ALL),
        listTicketTypes(lodge, actor, ALL),
      ])
      return reply.type('text/plain; charset=utf-8').send(
        llmsTxt({
          name: desk.name,
          base: `${request.protocol}://${request.host}`,
          departments: departments.data,
          ticketTypes: ticketTypes.data,
        }),
      )
    })
  }

const onlyDesk = async (lodge: Lodge): Promise<DeskId | undefined> => {
  const found = await lodge.store.pool.query<{ desk_id: DeskId }>('select desk_id from desk limit 2')
  return found.rows.length === 1 ? found.rows[0]?.desk_id : undefined
}
