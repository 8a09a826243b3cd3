import type { Message, WholeTicket } from './ticket.ts'

/**
 * Puts a new ticket together in one order of fields, for the first answer to its creation (made from what was written) and
 * for every replay of it (made from the event): the two are the same, byte for byte.
 */
export const assemble = (ticket: Omit<WholeTicket, 'messages'>, message: Message): WholeTicket => ({
  id: ticket.id,
  number: ticket.number,
  subject: ticket.subject,
  status: ticket.status,
  priority: ticket.priority,
  department: ticket.department,
  type: ticket.type,
  requester: ticket.requester,
  requester_verified: ticket.requester_verified,
  assignee: ticket.assignee,
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
    },
  ],
})
