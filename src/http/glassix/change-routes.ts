import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Change } from '../../core/change.ts'
import { readCourses } from '../../core/history/course.ts'
import type { Lodge } from '../../core/lodge.ts'
import { erasedAmong } from '../../core/tickets/erase/among.ts'
import { readWhole } from '../../core/tickets/get.ts'
import { moveTicket } from '../../core/tickets/move.ts'
import { tallyOf } from '../../core/tickets/tally.ts'
import type { TicketSnapshot } from '../../core/tickets/ticket.ts'
import { type TicketChange, updateTicket } from '../../core/tickets/update.ts'
import { toState, withFields, withOwner, withParticipantName, withSummary } from '../../dialects/glassix/change.ts'
import { fromTicket } from '../../dialects/glassix/ticket.ts'
import { STATES } from '../../dialects/glassix/words.ts'
import { actorOf } from '../policy.ts'
import { email } from '../schema/email.ts'
import { text } from '../schema/text.ts'
import { toProblem } from '../v1/tickets/problems.ts'
import { tags } from '../v1/tickets/schemas.ts'
import { BASE } from './base.ts'
import { invalid, placeOf, type Secured, surroundingsOf } from './contract.ts'
import { anyCase, optional, setFieldsBody, switchOf, ticketParams } from './schemas.ts'
import { hoursAt } from './shown.ts'
import { changeTicket, succeeded, ticketOf } from './ticket-of.ts'

const stateQuery = z.object({
  nextState: anyCase(STATES),
  getTicket: switchOf(false),
  sendTicketStateChangedMessage: switchOf(true),
  enableWebhook: switchOf(true),
})
const summary = text(10_000)
const stateBody = z.object({ tags: optional(tags), summary: optional(summary) }).nullish()
const nameBody = z.object({ id: z.int(), name: text(200, 1) })
const ownerQuery = z.object({ nextOwnerUserName: email, keepCurrentOwnerInConversation: switchOf(false) })
const departmentBody = z.object({ departmentId: z.string() })
const tagQuery = z.object({ tag: z.string() })

/** The changes of one ticket, each in one transaction with its event. */
export const changeRoutes = (plugin: FastifyInstance, lodge: Lodge, { secretOf }: Secured): void => {
  const app = plugin.withTypeProvider<ZodTypeProvider>()
  const config = { policy: { scope: 'tickets:write' }, secretOf } as const
  const path = (verb: string) => `${BASE}/tickets/${verb}/:ticketId`
  const params = ticketParams

  app.put(
    path('setstate'),
    { config, schema: { hide: true, params, querystring: stateQuery, body: stateBody } },
    async (request, reply) => {
      const { nextState, getTicket, sendTicketStateChangedMessage, enableWebhook } = request.query
      const actor = actorOf(request)
      const hours = getTicket ? await hoursAt(lodge, actor.deskId, actor.departmentId ?? '') : null
      return changeTicket(lodge, request, reply, async (change, ticket, place) => {
        const after = await update(change, ticket, {
          ...toState(ticket, nextState, new Date()),
          ...(request.body?.summary === undefined ? {} : withSummary(change.actor.memberId, request.body.summary)),
          addTags: request.body?.tags,
          tellRequester: sendTicketStateChangedMessage,
          quiet: !enableWebhook,
        })
        if (!getTicket) return succeeded(after)
        const whole = await readWhole(change, after.id)
        const erased = await erasedAmong(change.tx, actor.deskId, [after.id])
        const course = await readCourses(change.tx, actor.deskId, [whole], new Date())
        const known = { ...course(whole), tally: tallyOf(whole.messages) }
        return { status: 200, body: fromTicket(whole, surroundingsOf(lodge, request, place, { hours, erased }), known) }
      })
    },
  )

  app.put(path('setfields'), { config, schema: { hide: true, params, body: setFieldsBody } }, (request, reply) =>
    changeTicket(lodge, request, reply, async (change, ticket) =>
      succeeded(await update(change, ticket, withFields(request.body))),
    ),
  )

  app.put(path('setparticipantname'), { config, schema: { hide: true, params, body: nameBody } }, (request, reply) =>
    changeTicket(lodge, request, reply, async (change, ticket) => {
      const renamed = withParticipantName(ticket, request.body.id, request.body.name)
      if (!renamed) throw invalid([{ path: 'id', code: 'not_found', message: 'is no participant of this ticket' }])
      return succeeded(await update(change, ticket, renamed))
    }),
  )

  app.put(path('setowner'), { config, schema: { hide: true, params, querystring: ownerQuery } }, (request, reply) =>
    changeTicket(lodge, request, reply, async (change, ticket) => {
      const { nextOwnerUserName, keepCurrentOwnerInConversation } = request.query
      const wanted = withOwner(ticket, nextOwnerUserName, keepCurrentOwnerInConversation)
      const updated = await updateTicket(change, ticket.id, wanted)
      if (updated.ok) return succeeded(updated.value)
      if (updated.error.code !== 'assignee_not_found') throw toProblem(updated.error)
      throw invalid([{ path: 'nextOwnerUserName', code: 'not_found', message: 'is not a user here' }])
    }),
  )

  app.put(path('assignavailableuser'), { config, schema: { hide: true, params } }, (request, reply) =>
    changeTicket(lodge, request, reply, async (change, ticket) => {
      const after = await update(change, ticket, { assignee: 'auto' })
      const isSame = after.assignee?.id === ticket.assignee?.id
      return succeeded(after, isSame ? 'No other user is available: the owner stays.' : undefined)
    }),
  )

  app.put(
    path('setdepartment'),
    { config, schema: { hide: true, params, body: departmentBody } },
    async (request, reply) => {
      const actor = actorOf(request)
      const place = await placeOf(lodge, actor)
      const ticket = await ticketOf(lodge, request, place)
      const to = (await lodge.desks.fresh(actor.deskId)).departmentOfGuid(request.body.departmentId.toLowerCase())
      const refuse = (code: string, message: string) => invalid([{ path: 'departmentId', code, message }])
      if (!to) throw refuse('department_not_found', 'is not a department here')
      if (to.id === place.id) throw refuse('same_department', 'is where the ticket is')
      const moved = await moveTicket(lodge, actor, ticket, to)
      if (moved.ok) return reply.send({ ticketId: moved.value.number, uniqueArgument: ticket.external_ref })
      throw refuse(moved.error.code, REFUSED[moved.error.code])
    },
  )

  app.post(path('addtags'), { config, schema: { hide: true, params, body: tags } }, (request, reply) =>
    changeTicket(lodge, request, reply, async (change, ticket) => {
      const after = await update(change, ticket, { addTags: request.body })
      return { status: 200, body: after.tags }
    }),
  )

  app.delete(path('removetag'), { config, schema: { hide: true, params, querystring: tagQuery } }, (request, reply) =>
    changeTicket(lodge, request, reply, async (change, ticket) => {
      const after = await update(change, ticket, { removeTags: [request.query.tag.trim().toLowerCase()] })
      return { status: 200, body: after.tags }
    }),
  )

  app.post(
    path('setsummary'),
    { config, schema: { hide: true, params, body: z.object({ summary }) } },
    (request, reply) =>
      changeTicket(lodge, request, reply, async (change, ticket) =>
        succeeded(await update(change, ticket, withSummary(change.actor.memberId, request.body.summary))),
      ),
  )
}

const REFUSED = {
  moved_already: 'cannot be set: this ticket was moved before',
  requester_unreachable: 'cannot be set: the customer of this ticket cannot be found again, or is blocked',
  department_not_found: 'is not in use any more',
}

const update = async (change: Change, ticket: TicketSnapshot, wanted: TicketChange): Promise<TicketSnapshot> => {
  const updated = await updateTicket(change, ticket.id, wanted)
  if (!updated.ok) throw toProblem(updated.error)
  return updated.value
}
