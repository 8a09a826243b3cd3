import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import type { Lodge } from '../../../core/lodge.ts'
import { type CreateTicketError, createTicket, type NewTicket } from '../../../core/tickets/create.ts'
import { idempotencyOf, keyConflict } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { Problem } from '../../problem.ts'
import { newTicketBody } from './schemas.ts'

export const ticketRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    app.post(
      '/v1/tickets',
      { config: { policy: { scope: 'tickets:create' } }, schema: { body: newTicketBody } },
      async (request, reply) => {
        const made = await createTicket(lodge, actorOf(request), toNewTicket(request.body), idempotencyOf(request))
        if (!made.ok) throw toProblem(made.error)
        const replayed = made.value.outcome === 'blocked' ? made.value.replayed : made.value.outcome === 'replayed'
        if (replayed) reply.header('idempotency-replayed', 'true')
        if (made.value.outcome === 'blocked') return reply.code(202).send({ accepted: true })
        reply.code(201).header('location', `/v1/tickets/${made.value.ticket.id}`)
        return made.value.ticket
      },
    )
  }

const FIELD = {
  department_not_found: { path: 'department', message: 'is not the id or name of a department of this desk' },
  ticket_type_not_found: { path: 'type', message: 'is not the id or name of a ticket type of this desk' },
  assignee_not_found: { path: 'assignee', message: 'is not the id or address of a member of this desk, nor `auto`' },
  attachment_not_found: { path: 'attachments', message: 'names an upload that is not there, or is taken already' },
}

const toProblem = (error: CreateTicketError): Problem => {
  if (error.code === 'idempotency_key_conflict') return keyConflict()
  const { path, message } = FIELD[error.code]
  return new Problem(400, error.code, `${path} ${message}.`, { errors: [{ path, code: error.code, message }] })
}

const toNewTicket = (body: z.output<typeof newTicketBody>): NewTicket => ({
  requester: {
    externalId: body.requester.external_id ?? null,
    email: body.requester.email ?? null,
    name: body.requester.name ?? null,
  },
  subject: body.subject,
  body: { format: body.body === undefined ? 'text' : body.body_format, source: body.body ?? body.subject },
  channel: 'api',
  source: body.source,
  status: body.status,
  priority: body.priority,
  department: body.department ?? null,
  type: body.type ?? null,
  assignee: body.assignee ?? null,
  tags: [...new Set((body.tags ?? []).map((tag) => tag.trim().toLowerCase()))],
  fields: body.fields ?? {},
  metadata: body.metadata ?? {},
  culture: body.culture ?? null,
  participants: (body.participants ?? []).map(({ role, email, name }) => ({ role, email, name: name ?? null })),
  externalRef: body.external_ref ?? null,
  openedAt: body.opened_at === undefined ? null : new Date(body.opened_at),
  closedAt: body.closed_at === undefined ? null : new Date(body.closed_at),
  snoozedUntil: body.snoozed_until === undefined ? null : new Date(body.snoozed_until),
  attachments: [...new Set(body.attachments)],
  public: body.public,
  notify: body.notify ?? { requester: true, team: true },
  ai: body.ai ?? { answer: false },
})
