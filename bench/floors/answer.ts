import type { WholeTicket } from '../../src/core/tickets/ticket.ts'

type Asked = {
  requester: { email?: string | undefined; name?: string | undefined }
  subject: string
  body?: string | undefined
}

let number = 0
let id = 900_000_000_000_000_000n

const nextId = (): string => String(++id)

/** A whole ticket as Lodge answers it to a creation, made up without a database: of the same fields and size. */
export const madeUp = ({ requester, subject, body = subject }: Asked): WholeTicket => {
  const now = new Date().toISOString()
  const person = { id: nextId(), external_id: null, email: requester.email ?? null, name: requester.name ?? '' }
  return {
    id: nextId(),
    number: ++number,
    subject,
    status: 'open',
    priority: 'normal',
    department: { id: '900000000000000001', name: 'Support' },
    type: { id: '900000000000000002', name: 'Question' },
    requester: person,
    requester_verified: true,
    assignee: null,
    tags: [],
    fields: {},
    metadata: {},
    channel: 'api',
    source: 'api',
    culture: 'en-US',
    external_ref: null,
    message_count: 1,
    opened_at: now,
    snoozed_until: null,
    first_response_at: null,
    resolved_at: null,
    closed_at: null,
    last_message_at: now,
    created_at: now,
    updated_at: now,
    participants: [],
    messages: [
      {
        id: nextId(),
        author: { kind: 'contact', id: person.id, name: person.name },
        public: true,
        format: 'text',
        text: body,
        html: null,
        markdown: null,
        attachments: [],
        created_at: now,
      },
    ],
    sla: [],
    links: [],
  }
}
