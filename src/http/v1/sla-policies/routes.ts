import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { createSlaPolicy } from '../../../core/sla/create.ts'
import { deleteSlaPolicy } from '../../../core/sla/delete.ts'
import { getSlaPolicy, listSlaPolicies } from '../../../core/sla/list.ts'
import { type UpdateSlaPolicyError, updateSlaPolicy } from '../../../core/sla/update.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { listQuery, newSlaPolicy, slaPolicy, slaPolicyChanges, slaPolicyPage } from './schemas.ts'

const READ = { policy: { scope: 'settings:read' } } as const
const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['SLA policies']

export const slaPolicyRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/sla-policies',
      {
        config: READ,
        schema: { tags, summary: 'List SLA policies', querystring: listQuery, response: { 200: slaPolicyPage } },
      },
      (request) =>
        listSlaPolicies(lodge, actorOf(request), { limit: request.query.limit, after: request.query.cursor ?? null }),
    )

    app.get(
      '/v1/sla-policies/:id',
      { config: READ, schema: { tags, summary: 'Get an SLA policy', params: oneById, response: { 200: slaPolicy } } },
      async (request) => {
        const found = await getSlaPolicy(lodge, actorOf(request), request.params.id)
        if (!found) throw notFound('sla_policy')
        return found
      },
    )

    app.post(
      '/v1/sla-policies',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Create an SLA policy',
          description: 'For tickets that are created, or come under it by a change, from now on.',
          body: newSlaPolicy,
          response: { 201: slaPolicy },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { applies_to, ...given } = request.body
          const made = await createSlaPolicy(change, { ...given, appliesTo: applies_to })
          if (!made.ok) throw toProblem(made.error)
          return { status: 201, body: made.value, headers: { location: `/v1/sla-policies/${made.value.id}` } }
        }),
    )

    app.patch(
      '/v1/sla-policies/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Change an SLA policy',
          description: 'What was promised stays so, until the ticket’s priority, department or type changes.',
          params: oneById,
          body: slaPolicyChanges,
          response: { 200: slaPolicy },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { applies_to, ...given } = request.body
          const changed = await updateSlaPolicy(change, request.params.id, { ...given, appliesTo: applies_to })
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value }
        }),
    )

    app.delete(
      '/v1/sla-policies/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Delete an SLA policy',
          description: 'And what it promised and was not met yet.',
          params: oneById,
          response: { 200: slaPolicy },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const deleted = await deleteSlaPolicy(change, request.params.id)
          if (!deleted.ok) throw toProblem(deleted.error)
          return { status: 200, body: deleted.value }
        }),
    )
  }

const toProblem = (error: UpdateSlaPolicyError): Problem => {
  switch (error.code) {
    case 'sla_policy_not_found':
      return notFound('sla_policy')
    case 'name_taken':
      return refused(409, error.code, 'name', 'belongs to another policy')
    case 'department_not_found':
      return refused(400, error.code, 'applies_to.departments', `has ${error.id}, which is no department of this desk`)
    case 'ticket_type_not_found':
      return refused(400, error.code, 'applies_to.types', `has ${error.id}, which is no ticket type of this desk`)
  }
}
