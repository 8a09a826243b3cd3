import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  addDepartmentMember,
  type DepartmentMemberError,
  listDepartmentMembers,
  removeDepartmentMember,
} from '../../../core/assignment/department-members.ts'
import type { Authenticator } from '../../../core/credentials/authenticate.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { listQuery, member, memberPage } from '../members/schemas.ts'

const READ = { policy: { scope: 'settings:read' } } as const
const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Departments']
const params = oneById.extend({ memberId: z.string() })

/** Who is in a department. */
export const departmentMemberRoutes =
  (lodge: Lodge, authenticator: Authenticator): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/departments/:id/team',
      {
        config: READ,
        schema: {
          tags,
          summary: 'List a department’s members',
          description: 'One without members is everybody’s.',
          params: oneById,
          querystring: listQuery,
          response: { 200: memberPage },
        },
      },
      async (request) => {
        const paging = { limit: request.query.limit, after: request.query.cursor ?? null }
        const page = await listDepartmentMembers(lodge, actorOf(request), request.params.id, paging)
        if (!page.ok) throw toProblem(page.error)
        return page.value
      },
    )

    app.put(
      '/v1/departments/:id/team/:memberId',
      {
        config: ADMIN,
        schema: { tags, summary: 'Add a member to a department', params, response: { 200: member } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { id, memberId } = request.params
          const added = await addDepartmentMember(change, { departmentId: id, memberId })
          if (!added.ok) throw toProblem(added.error)
          return { status: 200, body: added.value, after: () => authenticator.forgetMember(memberId) }
        }),
    )

    app.delete(
      '/v1/departments/:id/team/:memberId',
      {
        config: ADMIN,
        schema: { tags, summary: 'Take a member out of a department', params, response: { 200: member } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { id, memberId } = request.params
          const removed = await removeDepartmentMember(change, { departmentId: id, memberId })
          if (!removed.ok) throw toProblem(removed.error)
          return { status: 200, body: removed.value, after: () => authenticator.forgetMember(memberId) }
        }),
    )
  }

const toProblem = (error: DepartmentMemberError): Problem =>
  notFound(error.code === 'department_not_found' ? 'department' : 'member')
