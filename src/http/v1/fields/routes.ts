import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { type CreateFieldError, createField, FIELD_DEFINITIONS_MAX } from '../../../core/fields/create.ts'
import { deleteField } from '../../../core/fields/delete.ts'
import { findField, listFields } from '../../../core/fields/find.ts'
import { updateField } from '../../../core/fields/update.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { toProblem as toTicketProblem } from '../tickets/problems.ts'
import { field, fieldChanges, fieldPage, listQuery, newField } from './schemas.ts'

const READ = { policy: { scope: 'settings:read' } } as const
const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Fields']

/** What the named values of tickets may be. */
export const fieldRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/fields',
      {
        config: READ,
        schema: { tags, summary: 'List fields', querystring: listQuery, response: { 200: fieldPage } },
      },
      (request) => {
        const { limit, cursor } = request.query
        return listFields(lodge.store.db, actorOf(request), { limit, after: cursor ?? null })
      },
    )

    app.post(
      '/v1/fields',
      { config: ADMIN, schema: { tags, summary: 'Define a field', body: newField, response: { 201: field } } },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const made = await createField(change, request.body)
          if (!made.ok) throw toProblem(made.error)
          return { status: 201, body: made.value, after: () => lodge.desks.forget(change.actor.deskId) }
        }),
    )

    app.get(
      '/v1/fields/:id',
      { config: READ, schema: { tags, summary: 'Get a field', params: oneById, response: { 200: field } } },
      async (request) => {
        const found = await findField(lodge.store.db, actorOf(request), request.params.id)
        if (!found) throw notFound('field')
        return found
      },
    )

    app.patch(
      '/v1/fields/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Change a field',
          description: 'Its key and kind stay; so do the values that tickets have.',
          params: oneById,
          body: fieldChanges,
          response: { 200: field },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const changed = await updateField(change, request.params.id, request.body)
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value, after: () => lodge.desks.forget(change.actor.deskId) }
        }),
    )

    app.delete(
      '/v1/fields/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Delete a field’s definition',
          description: 'Tickets keep their values.',
          params: oneById,
          response: { 200: field },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const deleted = await deleteField(change, request.params.id)
          if (!deleted.ok) throw notFound('field')
          return { status: 200, body: deleted.value, after: () => lodge.desks.forget(change.actor.deskId) }
        }),
    )
  }

const toProblem = (error: CreateFieldError | { code: 'field_not_found' }): Problem => {
  switch (error.code) {
    case 'field_not_found':
      return notFound('field')
    case 'key_taken':
      return refused(409, error.code, 'key', 'belongs to another field')
    case 'too_many_fields':
      return new Problem(409, error.code, `A desk has ${FIELD_DEFINITIONS_MAX} fields at most.`)
    case 'wrong_options':
      return refused(400, error.code, 'options', error.message)
    default:
      return toTicketProblem(error)
  }
}
