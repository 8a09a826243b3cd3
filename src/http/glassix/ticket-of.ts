import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Change } from '../../core/change.ts'
import type { Lodge } from '../../core/lodge.ts'
import { getTicket } from '../../core/tickets/get.ts'
import type { Ticket, TicketSnapshot, WholeTicket } from '../../core/tickets/ticket.ts'
import { lockTicket } from '../../core/tickets/write.ts'
import { type Done, once } from '../once.ts'
import { actorOf } from '../policy.ts'
import { notFound } from '../problem.ts'
import { notInDepartment, type Place, placeOf } from './contract.ts'

type OnTicket = FastifyRequest<{ Params: { ticketId: string } }>

/** Larger ones are no ticket's number: the official C# client reads an int. */
const NUMBER_MAX = 2_147_483_647

const numberOf = (request: OnTicket): string => {
  const { ticketId } = request.params
  if (Number(ticketId) > NUMBER_MAX) throw notFound('ticket')
  return ticketId
}

const checkPlace = <T extends Ticket>(ticket: T | undefined, place: Place): T => {
  if (!ticket) throw notFound('ticket')
  if (ticket.department.id !== place.id) throw notInDepartment()
  return ticket
}

/** The ticket of a path, to be read: 404 where the desk has none of this number, 403 where another department has it. */
export const ticketOf = async (lodge: Lodge, request: OnTicket, place: Place): Promise<WholeTicket> => {
  const found = await getTicket(lodge, actorOf(request), numberOf(request))
  return checkPlace(found.ok ? found.value : undefined, place)
}

/** The same to be changed: locked, in a change that is made once. */
export const changeTicket = async (
  lodge: Lodge,
  request: OnTicket,
  reply: FastifyReply,
  work: (change: Change, ticket: TicketSnapshot, place: Place) => Promise<Done<unknown>>,
): Promise<FastifyReply> => {
  const place = await placeOf(lodge, actorOf(request))
  const number = numberOf(request)
  await once(lodge, request, reply, async (change) =>
    work(change, checkPlace(await lockTicket(change, number), place), place),
  )
  return reply
}

/** What is answered where a client only looks whether it worked; the unique argument is on every answer. */
export const succeeded = (ticket: Pick<Ticket, 'external_ref'>, message = 'Success'): Done<unknown> => ({
  status: 200,
  body: { Message: message, uniqueArgument: ticket.external_ref },
})
