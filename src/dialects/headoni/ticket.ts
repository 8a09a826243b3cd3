import type { Ticket, WholeTicket } from '../../core/tickets/ticket.ts'
import { AUTHOR_KINDS, STATUSES } from './words.ts'

/** A row of `GET /tickets`: no bodies. */
export const fromTicket = (ticket: Ticket) => ({
  id: ticket.id,
  number: ticket.number,
  subject: ticket.subject,
  priority: ticket.priority,
  status: STATUSES[ticket.status],
  requester: { email: ticket.requester.email, name: ticket.requester.name || null },
  createdAt: ticket.created_at,
  updatedAt: ticket.updated_at,
})

/** `GET /tickets/{idOrNumber}`: with its public messages, the oldest first. */
export const fromWholeTicket = (ticket: WholeTicket) => ({
  ticket: {
    ...fromTicket(ticket),
    department: { id: ticket.department.id, name: ticket.department.name },
    ticketType: { id: ticket.type.id, name: ticket.type.name },
    messages: ticket.messages
      .filter((message) => message.public)
      .map((message) => ({
        id: message.id,
        authorKind: AUTHOR_KINDS[message.author.kind],
        bodyMd: message.markdown ?? message.text,
        createdAt: message.created_at,
      })),
  },
})
