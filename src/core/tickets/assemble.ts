import type { IntakeItem } from '../../store/intake.ts'
import type { Assignee, Message, Person, TicketSnapshot, WholeTicket } from './ticket.ts'

/** What only the database knows of a new ticket. */
type Found = { number: number; requester: Person; assignee: Assignee | null }

/**
 * Puts a new ticket together in one order of fields, for the first answer to its creation (made from what was written) and
 * for every replay of it (made from the event): the two are the same, byte for byte.
 */
export const assemble = (ticket: TicketSnapshot, message: Message): WholeTicket => ({
  id: ticket.id,
  number: ticket.number,
  subject: ticket.subject,
  status: ticket.status,
  priority: ticket.priority,
  department: ticket.department,
  type: ticket.type,
  requester_verified: ticket.requester_verified,
  tags: ticket.tags,
  fields: ticket.fields,
  metadata: ticket.metadata,
  channel: ticket.channel,
  source: ticket.source,
  culture: ticket.culture,
  external_ref: ticket.external_ref,
  message_count: ticket.message_count,
  opened_at: ticket.opened_at,
  snoozed_until: ticket.snoozed_until,
  first_response_at: ticket.first_response_at,
  resolved_at: ticket.resolved_at,
  closed_at: ticket.closed_at,
  last_message_at: ticket.last_message_at,
  created_at: ticket.created_at,
  updated_at: ticket.updated_at,
  participants: ticket.participants,
  requester: ticket.requester,
  assignee: ticket.assignee,
  messages: [
    {
      id: message.id,
      author: message.author,
      public: message.public,
      format: message.format,
      text: message.text,
      html: message.html,
      markdown: message.markdown,
      attachments: message.attachments,
      created_at: message.created_at,
      ...(message.email ? { email: message.email } : {}),
    },
  ],
  // Its timers start with its event (core/sla/follow.ts).
  sla: [],
  links: [],
})

/**
 * A new ticket and its message as JSON, but for what only the database knows. Written once, for the event and for the
 * answer: it is most of either.
 */
export const toJson = ({ ticket, message }: Pick<IntakeItem, 'ticket' | 'message'>): IntakeItem['json'] => ({
  ticket: JSON.stringify({ ...ticket, assignee: undefined }),
  message: JSON.stringify(message),
})

/** The JSON of what assemble() makes, out of the parts that are there. Both begin with the id, which stays in front. */
export const assembleJson = (
  { ticket, message, json }: Pick<IntakeItem, 'ticket' | 'message' | 'json'>,
  { number, requester, assignee }: Found,
): string => {
  const author: Message['author'] = { kind: 'contact', id: requester.id, name: requester.name }
  const [ticketId, messageId] = [`{"id":"${ticket.id}",`, `{"id":"${message.id}",`]
  return `${ticketId}"number":${number},${json.ticket.slice(ticketId.length, -1)},"requester":${JSON.stringify(requester)},"assignee":${JSON.stringify(assignee)},"messages":[${messageId}"author":${JSON.stringify(author)},${json.message.slice(messageId.length)}],"sla":[],"links":[]}`
}
