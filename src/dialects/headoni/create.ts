import type { NewTicket } from '../../core/tickets/create.ts'
import type { Ticket } from '../../core/tickets/ticket.ts'
import type { TicketPriority } from '../../store/schema.ts'

/** The checked body of `POST /tickets` (the vendor's page "Create A Ticket"). */
export type HeadoniCreate = {
  /** Normalised. */
  email: string
  name?: string | undefined
  subject: string
  /** Markdown: it is read back as `bodyMd`. */
  body: string
  priority: TicketPriority
  departmentId?: string | undefined
  ticketTypeId?: string | undefined
}

/** Their creation in our words. It is the bulk-import path: nobody is mailed. The event says by which token it came. */
export const toNewTicket = (body: HeadoniCreate, tokenName: string): NewTicket => ({
  requester: { externalId: null, email: body.email, name: body.name ?? localPart(body.email) },
  subject: body.subject,
  body: { format: 'markdown', source: body.body },
  channel: 'api',
  source: `API Via ${tokenName}`,
  status: 'open',
  priority: body.priority,
  department: body.departmentId ?? null,
  type: body.ticketTypeId ?? null,
  assignee: null,
  tags: [],
  fields: {},
  metadata: {},
  culture: null,
  participants: [],
  externalRef: null,
  openedAt: null,
  closedAt: null,
  snoozedUntil: null,
  attachments: [],
  public: true,
  notify: { requester: false, team: false },
  ai: { answer: false },
})

const localPart = (email: string): string => email.slice(0, email.lastIndexOf('@')).slice(0, 120)

/** The answer to a creation. The address is the one that was sent, of however many the requester has. */
export const fromCreated = (ticket: Ticket, email: string) => ({
  ticket: {
    id: ticket.id,
    number: ticket.number,
    subject: ticket.subject,
    priority: ticket.priority,
    requester: { email },
  },
})
