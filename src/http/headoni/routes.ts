import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { listDepartments } from '../../core/departments/list.ts'
import type { Lodge } from '../../core/lodge.ts'
import { listTicketTypes } from '../../core/ticket-types/list.ts'
import { getTicket } from '../../core/tickets/get.ts'
import { listTickets } from '../../core/tickets/list.ts'
import { fromTicket, fromWholeTicket } from '../../dialects/headoni/ticket.ts'
import { statusesOf } from '../../dialects/headoni/words.ts'
import { actorOf } from '../policy.ts'
import { Problem } from '../problem.ts'
import type { TenantHosts } from '../tenant-hosts.ts'
import { ALL, replyAsHeadoni, secretOf } from './contract.ts'
import { llmsTxtRoute } from './llms-txt.ts'
import { departments, listQuery, page, ticketTypes, whole } from './schemas.ts'

/** For every GET, also of departments and types (their page "API overview"). */
const READ = { policy: { scope: 'tickets:read' }, secretOf } as const

/** Headoni's contract: its own paths, words and refusals, on the verbs of `/v1`. Its POST is in ../tickets-by-contract.ts. */
export const headoniRoutes =
  (lodge: Lodge, hosts: TenantHosts): FastifyPluginAsync =>
  async (plugin) => {
    replyAsHeadoni(plugin)
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/api/v1/tickets',
      { config: READ, schema: { hide: true, querystring: listQuery, response: { 200: page } } },
      async (request) => {
        const { requesterEmail, status, limit, cursor } = request.query
        const statuses = status === undefined ? undefined : statusesOf(status)
        if (status !== undefined && !statuses) {
          throw new Problem(400, 'invalid_status', 'Use open, awaiting_reply, resolved, closed, or the id of a status.')
        }
        const found = await listTickets(lodge, actorOf(request), {
          statuses,
          requester: requesterEmail,
          order: { by: 'created', descending: true },
          after: cursor === undefined ? undefined : { id: cursor, updatedAt: null },
          limit,
        })
        if (!found.ok) throw new Error(`nothing was asked for by name: ${found.error.code}`)
        return { tickets: found.value.tickets.map(fromTicket), nextCursor: found.value.next?.id ?? null }
      },
    )

    app.get<{ Params: { idOrNumber: string } }>(
      '/api/v1/tickets/:idOrNumber',
      { config: READ, schema: { hide: true, response: { 200: whole } } },
      async (request) => {
        const { idOrNumber } = request.params
        if (!/^\d+$/.test(idOrNumber)) throw new Problem(400, 'invalid_id', 'A ticket’s id or number is digits.')
        const found = await getTicket(lodge, actorOf(request), idOrNumber)
        if (!found.ok) throw new Problem(404, 'ticket_not_found', 'This desk has no such ticket.')
        return fromWholeTicket(found.value)
      },
    )

    app.get(
      '/api/v1/departments',
      { config: READ, schema: { hide: true, response: { 200: departments } } },
      async (request) => {
        const { data } = await listDepartments(lodge, actorOf(request), ALL)
        return {
          departments: data.map(({ id, name, is_default, is_public }) => ({
            id,
            name,
            isDefault: is_default,
            isPublicToUsers: is_public,
          })),
        }
      },
    )

    app.get(
      '/api/v1/ticket-types',
      { config: READ, schema: { hide: true, response: { 200: ticketTypes } } },
      async (request) => {
        const { data } = await listTicketTypes(lodge, actorOf(request), ALL)
        return {
          ticketTypes: data.map(({ id, name, is_internal, is_default }) => ({
            id,
            name,
            isInternal: is_internal,
            isDefault: is_default,
          })),
        }
      },
    )

    await plugin.register(llmsTxtRoute(lodge, hosts))
  }
