import type { NewTicket } from '../../core/tickets/create.ts'
import type { Ticket } from '../../core/tickets/ticket.ts'
import type { Speaker } from './speaker.ts'

/** The checked body of `POST /tickets/create` (the vendor's page "Tickets"). */
export type HaloCreate = {
  /** Normalised. */
  email?: string | undefined
  name?: string | undefined
  subject: string
  message?: string | undefined
  metadata?: Record<string, unknown> | undefined
  source: string
  priority: 'normal' | 'priority'
  ai_enabled: boolean
}

/** Their creation in our words. The team is told; the requester hears from a person or the AI, not from a machine. */
export const toNewTicket = (body: HaloCreate, speaker: Speaker): NewTicket => {
  const email = body.email ?? speaker.vouched.email ?? null
  return {
    requester: {
      externalId: speaker.userId ?? null,
      email,
      name: body.name ?? speaker.vouched.name ?? null,
      emailIsClaimed: speaker.isVerifying && email !== speaker.vouched.email,
    },
    requesterVerified: speaker.isProven,
    subject: body.subject,
    body: { format: 'text', source: body.message || body.subject },
    channel: 'api',
    source: body.source,
    status: 'open',
    priority: body.priority === 'priority' ? 'high' : 'normal',
    department: null,
    type: null,
    assignee: null,
    tags: [],
    fields: {},
    metadata: body.metadata ?? {},
    culture: null,
    participants: [],
    externalRef: null,
    openedAt: null,
    closedAt: null,
    snoozedUntil: null,
    attachments: [],
    public: true,
    notify: { requester: false, team: true },
    ai: { answer: body.ai_enabled },
  }
}

/** Who was named, as they were named: a public key is told nothing that it did not say itself. */
export const fromUser = (
  given: { userId?: string | undefined; email?: string | undefined },
  id: string,
  created: boolean,
) => ({
  id,
  external_id: given.userId ?? null,
  email: given.email ?? null,
  created,
})

/** The answer to a creation. Priority is a status to them. */
export const fromCreated = (
  ticket: Ticket,
  given: { userId?: string | undefined; email?: string | undefined },
  contactCreated: boolean,
) => ({
  success: true as const,
  ticket: {
    id: ticket.id,
    number: ticket.number,
    subject: ticket.subject,
    status: ticket.priority === 'high' ? ('priority' as const) : ('open' as const),
    source: ticket.source,
  },
  user: fromUser(given, ticket.requester.id, contactCreated),
})
