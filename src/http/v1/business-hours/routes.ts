import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { createBusinessHours } from '../../../core/business-hours/create.ts'
import { deleteBusinessHours } from '../../../core/business-hours/delete.ts'
import { getBusinessHours, listBusinessHours } from '../../../core/business-hours/list.ts'
import { updateBusinessHours } from '../../../core/business-hours/update.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { businessHours, businessHoursChanges, businessHoursPage, listQuery, newBusinessHours } from './schemas.ts'

const READ = { policy: { scope: 'settings:read' } } as const
const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Business hours']

export const businessHoursRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/business-hours',
      {
        config: READ,
        schema: { tags, summary: 'List business hours', querystring: listQuery, response: { 200: businessHoursPage } },
      },
      (request) =>
        listBusinessHours(lodge, actorOf(request), { limit: request.query.limit, after: request.query.cursor ?? null }),
    )

    app.get(
      '/v1/business-hours/:id',
      {
        config: READ,
        schema: { tags, summary: 'Get business hours', params: oneById, response: { 200: businessHours } },
      },
      async (request) => {
        const found = await getBusinessHours(lodge, actorOf(request), request.params.id)
        if (!found) throw notFound('business_hours')
        return found
      },
    )

    app.post(
      '/v1/business-hours',
      {
        config: ADMIN,
        schema: { tags, summary: 'Create business hours', body: newBusinessHours, response: { 201: businessHours } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { is_default, ...given } = request.body
          const made = await createBusinessHours(change, { ...given, isDefault: is_default })
          if (!made.ok) throw toProblem(made.error)
          return { status: 201, body: made.value, headers: { location: `/v1/business-hours/${made.value.id}` } }
        }),
    )

    app.patch(
      '/v1/business-hours/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Change business hours',
          description: 'Due times that run by them move with them.',
          params: oneById,
          body: businessHoursChanges,
          response: { 200: businessHours },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { is_default, time_zone, ...given } = request.body
          const wanted = { ...given, isDefault: is_default, timeZone: time_zone }
          const changed = await updateBusinessHours(change, request.params.id, wanted)
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value }
        }),
    )

    app.delete(
      '/v1/business-hours/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Delete business hours',
          description: 'Departments that named them have the default ones; without any, they are always open.',
          params: oneById,
          response: { 200: businessHours },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const deleted = await deleteBusinessHours(change, request.params.id)
          if (!deleted.ok) throw toProblem(deleted.error)
          return { status: 200, body: deleted.value }
        }),
    )
  }

const toProblem = (error: { code: 'business_hours_not_found' } | { code: 'name_taken' }): Problem =>
  error.code === 'name_taken'
    ? refused(409, error.code, 'name', 'belongs to other business hours')
    : notFound('business_hours')
