import type { Shown } from './events.ts'
import { guidOf } from './guid.ts'
import { openConversation } from './people.ts'
import { fromTicket, ownerOf, type Surroundings } from './ticket.ts'
import { fromMessage } from './transaction.ts'
import { statusOf } from './users.ts'
import { STATE_OF } from './words.ts'

/** How events show what they tell of: as the same things are read by their routes, without a ticket's messages. */
export const eventWords = (surroundingsOf: (departmentId: string) => Surroundings): Shown => ({
  guidOf: (eventId) => guidOf('event', eventId),
  state: ({ status }) => STATE_OF[status],
  ticket: (ticket, known) => fromTicket(ticket, surroundingsOf(ticket.department.id), known),
  transaction: (message, ticket) => {
    const { departmentGuid, linkOf } = surroundingsOf(ticket.department.id)
    return fromMessage(message, openConversation(ticket, departmentGuid), linkOf)
  },
  owner: (ticket) => ownerOf(ticket, surroundingsOf(ticket.department.id)),
  customer: (ticket) =>
    openConversation(ticket, surroundingsOf(ticket.department.id).departmentGuid).participants.find(
      ({ type }) => type === 'Client',
    ) ?? null,
  memberStatus: (member) => ({
    userId: guidOf('member', member.id),
    userName: member.email,
    userStatus: statusOf(member),
    doNotDisturb: false,
  }),
})
