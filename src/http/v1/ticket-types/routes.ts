import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Lodge } from '../../../core/lodge.ts'
import { type ArchiveTicketTypeError, archiveTicketType } from '../../../core/ticket-types/archive.ts'
import { createTicketType } from '../../../core/ticket-types/create.ts'
import { listTicketTypes } from '../../../core/ticket-types/list.ts'
import { updateTicketType } from '../../../core/ticket-types/update.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { archiveQuery, listQuery, newTicketType, ticketType, ticketTypeChanges, ticketTypePage } from './schemas.ts'

const READ = { policy: { scope: 'settings:read' } } as const
const ADMIN = { policy: { scope: 'admin' } } as const
const tags = ['Ticket types']

export const ticketTypeRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/ticket-types',
      {
        config: READ,
        schema: { tags, summary: 'List ticket types', querystring: listQuery, response: { 200: ticketTypePage } },
      },
      (request) =>
        listTicketTypes(lodge, actorOf(request), { limit: request.query.limit, after: request.query.cursor ?? null }),
    )

    app.post(
      '/v1/ticket-types',
      {
        config: ADMIN,
        schema: { tags, summary: 'Create a ticket type', body: newTicketType, response: { 201: ticketType } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { name, is_default, is_internal, position } = request.body
          const made = await createTicketType(change, {
            name,
            isDefault: is_default,
            isInternal: is_internal,
            position,
          })
          if (!made.ok) throw toProblem(made.error)
          return { status: 201, body: made.value, after: () => lodge.desks.forget(change.actor.deskId) }
        }),
    )

    app.patch(
      '/v1/ticket-types/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Change a ticket type',
          params: oneById,
          body: ticketTypeChanges,
          response: { 200: ticketType },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { name, is_default, is_internal, position } = request.body
          const given = { name, isDefault: is_default, isInternal: is_internal, position }
          const changed = await updateTicketType(change, request.params.id, given)
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value, after: () => lodge.desks.forget(change.actor.deskId) }
        }),
    )

    app.delete(
      '/v1/ticket-types/:id',
      {
        config: ADMIN,
        schema: {
          tags,
          summary: 'Archive a ticket type',
          description: 'Nobody can choose it any more. Tickets keep it, unless `move_to` says what they are instead.',
          params: oneById,
          querystring: archiveQuery,
          response: { 200: ticketType },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const archived = await archiveTicketType(change, request.params.id, request.query.move_to ?? null)
          if (!archived.ok) throw toProblem(archived.error)
          return { status: 200, body: archived.value, after: () => lodge.desks.forget(change.actor.deskId) }
        }),
    )
  }

const toProblem = (error: ArchiveTicketTypeError | { code: 'name_taken' }): Problem => {
  switch (error.code) {
    case 'ticket_type_not_found':
      return notFound('ticket_type')
    case 'name_taken':
      return refused(409, error.code, 'name', 'belongs to another ticket type')
    case 'ticket_type_is_default':
      return refused(409, error.code, 'is_default', 'is true: make another ticket type the default first')
    case 'move_to_not_found':
      return refused(
        400,
        'ticket_type_not_found',
        'move_to',
        'is not the id or name of another ticket type of this desk',
      )
  }
}
