import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { hoursOfDepartments } from '../../core/business-hours/of-departments.ts'
import { isOpen } from '../../core/business-hours/schedule.ts'
import { departmentOfGuid } from '../../core/departments/of-guid.ts'
import type { Lodge } from '../../core/lodge.ts'
import { listTags } from '../../core/tags/list.ts'
import { PROTOCOLS } from '../../dialects/glassix/words.ts'
import { actorOf } from '../policy.ts'
import { notFound } from '../problem.ts'
import type { TenantHosts } from '../tenant-hosts.ts'
import { BASE } from './base.ts'
import { ALL, type Secured } from './contract.ts'
import { anyCase } from './schemas.ts'

const onlineQuery = z.object({ departmentId: z.guid(), protocolType: anyCase(PROTOCOLS).optional() })

export const tenantRoutes = (
  plugin: FastifyInstance,
  lodge: Lodge,
  hosts: TenantHosts,
  { secretOf }: Secured,
): void => {
  const app = plugin.withTypeProvider<ZodTypeProvider>()

  // For everybody who knows the GUID, as a chat widget does. All protocols keep the department's hours.
  app.get(
    `${BASE}/tenants/isonline`,
    { config: { policy: 'public' }, schema: { hide: true, querystring: onlineQuery } },
    async (request, reply) => {
      const desk = await hosts.deskOf(request.host)
      const place = await departmentOfGuid(lodge, request.query.departmentId.toLowerCase())
      if (!place || (desk !== 'any' && desk !== place.deskId)) throw notFound('department')
      const hoursOf = await hoursOfDepartments(lodge.store.pool, [place])
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(isOpen(hoursOf(place), new Date())))
    },
  )

  app.get(
    `${BASE}/tenants/gettags`,
    { config: { policy: { scope: 'tickets:read' }, secretOf }, schema: { hide: true } },
    async (request) => {
      const { data } = await listTags(lodge, actorOf(request), ALL)
      return data.map(({ name, color }) => ({ Name: name, Color: color, ParentTags: [], IsDeleted: false }))
    },
  )
}
