import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Change } from '../../core/change.ts'
import { lockIntake } from '../../core/desks/lock.ts'
import type { Lodge } from '../../core/lodge.ts'
import { addMessage } from '../../core/messages/add.ts'
import { authorOf, isStranger } from '../../core/messages/author.ts'
import { updateTicket } from '../../core/tickets/update.ts'
import { lockTicket } from '../../core/tickets/write.ts'
import { fromResponded, respondFaults, statusAfter, type TickitiRespond } from '../../dialects/tickiti/respond.ts'
import { STATUSES } from '../../dialects/tickiti/words.ts'
import { once } from '../once.ts'
import { actorOf } from '../policy.ts'
import { notFound } from '../problem.ts'
import { checkedBody } from '../schema/validate.ts'
import { toProblem } from '../v1/tickets/problems.ts'
import { type Access, demandKey, invalid, refuse, tickitiRoute } from './contract.ts'
import { checkedContent, fileImages } from './inline-images.ts'
import { leanRespondBody, numberInPath, respondBody } from './schemas.ts'

/** One of them, by the vocabulary of the path's generation. */
const RESPOND = { ability: 'ticket-respond', also: 'tickets:write' } as const satisfies Access
const WRITE = { ability: 'tickets:write', also: 'ticket-respond' } as const satisfies Access

export const respondRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  for (const [path, access] of [
    ['/api/ticket_respond', RESPOND],
    ['/api/v1/tickets/respond', WRITE],
  ] as const) {
    tickitiRoute(lodge, plugin, path, access, respondBody, async ({ ticket_number, ...given }, request, reply) => {
      demandKey(request)
      return respond(lodge, request, reply, ticket_number, given)
    })
  }
  tickitiRoute(lodge, plugin, '/api/tickets/:number/respond', RESPOND, leanRespondBody, (given, request, reply) => {
    const { number } = checkedBody(numberInPath, request.params)
    return respond(lodge, request, reply, number, given)
  })
}

const respond = async (
  lodge: Lodge,
  request: FastifyRequest,
  reply: FastifyReply,
  number: string,
  given: TickitiRespond,
): Promise<FastifyReply> => {
  refuse(respondFaults(given))
  const content = given.content === undefined ? null : checkedContent('content', given.content)
  const { from_email: from } = given
  const isNew = from !== undefined && (await isStranger(lodge, actorOf(request), from))
  await once(
    lodge,
    request,
    reply,
    async (change) => ({ status: 200, body: await write(change, number, given, content) }),
    isNew ? { first: lockIntake } : {},
  )
  return reply
}

const write = async (
  change: Change,
  number: string,
  given: TickitiRespond,
  content: ReturnType<typeof checkedContent> | null,
) => {
  const before = await lockTicket(change, number)
  if (!before) throw notFound('ticket')
  const after = statusAfter(before.status, given)
  const said = content ? await say(change, before, given, content, after) : await setStatus(change, before.id, after)
  const reopened = STATUSES[before.status] !== 'open' && after.status === 'open'
  return fromResponded({ ticketId: before.id, messageId: said, reopened })
}

const say = async (
  change: Change,
  ticket: NonNullable<Awaited<ReturnType<typeof lockTicket>>>,
  given: TickitiRespond,
  content: ReturnType<typeof checkedContent>,
  after: ReturnType<typeof statusAfter>,
): Promise<string> => {
  const { from_email: from, is_internal } = given
  const by =
    from === undefined ? { change, author: 'agent' as const, copied: [] } : await authorOf(change, ticket, from)
  const { body, attachments } = await fileImages(change, content)
  const { author, copied } = by
  const added = await addMessage(by.change, ticket.id, {
    author,
    copied,
    body,
    attachments,
    public: !is_internal,
    ...after,
  })
  if (added.ok) return added.value.message.id
  throw added.error.code === 'invalid_status' ? invalid('on_hold_until', added.error.message) : toProblem(added.error)
}

const setStatus = async (change: Change, ticketId: string, after: ReturnType<typeof statusAfter>): Promise<null> => {
  const updated = await updateTicket(change, ticketId, after)
  if (updated.ok) return null
  throw updated.error.code === 'invalid_status'
    ? invalid('on_hold_until', updated.error.message)
    : toProblem(updated.error)
}
