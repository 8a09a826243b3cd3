import type { FastifyRequest } from 'fastify'
import { breathing } from '../../core/breathing.ts'
import { hoursOfDepartments } from '../../core/business-hours/of-departments.ts'
import type { Hours } from '../../core/business-hours/schedule.ts'
import { readCourses } from '../../core/history/course.ts'
import type { Lodge } from '../../core/lodge.ts'
import { erasedAmong } from '../../core/tickets/erase/among.ts'
import { tallyOf, tallyTickets } from '../../core/tickets/tally.ts'
import type { Ticket, WholeTicket } from '../../core/tickets/ticket.ts'
import { fromTicket } from '../../dialects/glassix/ticket.ts'
import { actorOf } from '../policy.ts'
import { type Place, surroundingsOf } from './contract.ts'

/** The working hours of the department, as they are now. */
export const hoursAt = async (lodge: Lodge, deskId: string, departmentId: string): Promise<Hours> => {
  const place = { deskId, departmentId }
  return (await hoursOfDepartments(lodge.store.pool, [place]))(place)
}

/** Tickets of the department as they are read, with what became of them; of a list their messages are counted only. */
export const showTickets = async (
  lodge: Lodge,
  request: FastifyRequest,
  place: Place,
  tickets: (Ticket & Partial<WholeTicket>)[],
) => {
  const { deskId } = actorOf(request)
  const { db } = lodge.store
  const ids = tickets.map(({ id }) => id)
  const [hours, erased, courseOf, tally] = await Promise.all([
    hoursAt(lodge, deskId, place.id),
    erasedAmong(db, deskId, ids),
    readCourses(db, deskId, tickets, new Date()),
    tallyTickets(
      db,
      deskId,
      tickets.filter(({ messages }) => !messages).map(({ id }) => id),
    ),
  ])
  const surroundings = surroundingsOf(lodge, request, place, { hours, erased })
  const shown = []
  // The working hours of years take milliseconds.
  const breathe = breathing()
  for (const ticket of tickets) {
    await breathe()
    const { messages } = ticket
    const known = { ...courseOf(ticket), tally: messages ? tallyOf(messages) : tally(ticket.id) }
    shown.push(fromTicket(ticket, surroundings, known))
  }
  return shown
}
