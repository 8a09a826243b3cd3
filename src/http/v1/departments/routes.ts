import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { createDepartment } from '../../../core/departments/create.ts'
import { type DeleteDepartmentError, deleteDepartment } from '../../../core/departments/delete.ts'
import { listDepartments } from '../../../core/departments/list.ts'
import { type UpdateDepartmentError, updateDepartment } from '../../../core/departments/update.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { REPLIES } from '../../../core/mail/reply-address.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { invalidTemplate } from '../templates/problems.ts'
import { deleteQuery, department, departmentChanges, departmentPage, listQuery, newDepartment } from './schemas.ts'

const READ = { policy: { scope: 'settings:read' } } as const
const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Departments']

export const departmentRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/departments',
      {
        config: READ,
        schema: { tags, summary: 'List departments', querystring: listQuery, response: { 200: departmentPage } },
      },
      (request) =>
        listDepartments(lodge, actorOf(request), { limit: request.query.limit, after: request.query.cursor ?? null }),
    )

    app.post(
      '/v1/departments',
      {
        config: ADMIN,
        schema: { tags, summary: 'Create a department', body: newDepartment, response: { 201: department } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { name, is_default, is_public, business_hours_id, assignment, mailbox_id, signature } = request.body
          const made = await createDepartment(change, {
            name,
            isDefault: is_default,
            isPublic: is_public,
            businessHoursId: business_hours_id,
            assignment,
            mailboxId: mailbox_id,
            signature,
          })
          if (!made.ok) throw toProblem(made.error)
          return { status: 201, body: made.value, after: () => lodge.desks.forget(change.actor.deskId) }
        }),
    )

    app.patch(
      '/v1/departments/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Change a department',
          params: oneById,
          body: departmentChanges,
          response: { 200: department },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { name, is_default, is_public, business_hours_id, assignment, mailbox_id, signature } = request.body
          const given = {
            name,
            isDefault: is_default,
            isPublic: is_public,
            businessHoursId: business_hours_id,
            assignment,
            mailboxId: mailbox_id,
            signature,
          }
          const changed = await updateDepartment(change, request.params.id, given)
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value, after: () => lodge.desks.forget(change.actor.deskId) }
        }),
    )

    app.delete(
      '/v1/departments/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Delete a department',
          description: 'Its tickets, and the credentials that file into it, move to another one.',
          params: oneById,
          querystring: deleteQuery,
          response: { 200: department },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const deleted = await deleteDepartment(change, request.params.id, request.query.move_to ?? null)
          if (!deleted.ok) throw toProblem(deleted.error)
          return { status: 200, body: deleted.value, after: () => lodge.desks.forget(change.actor.deskId) }
        }),
    )
  }

const toProblem = (error: DeleteDepartmentError | UpdateDepartmentError): Problem => {
  switch (error.code) {
    case 'department_not_found':
      return notFound('department')
    case 'name_taken':
      return refused(409, error.code, 'name', 'belongs to another department')
    case 'business_hours_not_found':
      return refused(400, error.code, 'business_hours_id', 'is not the id of business hours of this desk')
    case 'mailbox_not_found':
      return refused(400, error.code, 'mailbox_id', 'is not the id of a mailbox of this desk')
    case 'mailbox_takes_no_replies':
      return refused(400, error.code, 'mailbox_id', `must be that of an address ${REPLIES}`)
    case 'invalid_template':
      return invalidTemplate(error)
    case 'department_is_default':
      return refused(409, error.code, 'is_default', 'is true: make another department the default first')
    case 'move_to_not_found':
      return refused(400, 'department_not_found', 'move_to', 'is not the id or name of another department of this desk')
  }
}
