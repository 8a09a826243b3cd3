import { type Hours, isOpen } from '../business-hours/schedule.ts'
import type { Message, Ticket } from '../tickets/ticket.ts'

/** What a rule's conditions look at: the ticket, whose it is, and the message that the event brought, if any. */
export type Facts = {
  ticket: Ticket
  contact: { name: string; culture: string | null; traits: Record<string, unknown>; createdAt: Date } | null
  company: { name: string; domain: string | null; externalId: string | null; traits: Record<string, unknown> } | null
  message: Message | null
  /** When the ticket's department works. */
  hours: Hours
  now: Date
}

type Read<T> = (facts: Facts) => T | null | undefined

/** What a condition may ask about, and what kind of thing that is. What is not there is empty. */
export type Field =
  | { kind: 'text'; read: Read<string> }
  /** A value of the caller's own: text, a number or true and false, compared as text. */
  | { kind: 'value'; read: Read<unknown> }
  | { kind: 'choice'; values: readonly string[]; read: Read<string> }
  /** By id; a condition that is saved may name it otherwise (references.ts). */
  | { kind: 'reference'; noun: 'department' | 'type' | 'member'; read: Read<string> }
  | { kind: 'tags'; read: Read<string[]> }
  | { kind: 'number'; read: Read<number> }
  | { kind: 'time'; read: Read<string | Date> }
  | { kind: 'yes_no'; read: Read<boolean> }

const STATUSES = ['open', 'pending', 'snoozed', 'resolved', 'closed', 'spam'] as const
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
export const AUTHORS = ['contact', 'agent', 'ai', 'automation', 'system'] as const

const FIELDS: Record<string, Field> = {
  'ticket.subject': { kind: 'text', read: ({ ticket }) => ticket.subject },
  'ticket.status': { kind: 'choice', values: STATUSES, read: ({ ticket }) => ticket.status },
  'ticket.priority': { kind: 'choice', values: PRIORITIES, read: ({ ticket }) => ticket.priority },
  'ticket.department': { kind: 'reference', noun: 'department', read: ({ ticket }) => ticket.department.id },
  'ticket.type': { kind: 'reference', noun: 'type', read: ({ ticket }) => ticket.type.id },
  'ticket.assignee': { kind: 'reference', noun: 'member', read: ({ ticket }) => ticket.assignee?.id },
  'ticket.tags': { kind: 'tags', read: ({ ticket }) => ticket.tags },
  'ticket.channel': { kind: 'text', read: ({ ticket }) => ticket.channel },
  'ticket.source': { kind: 'text', read: ({ ticket }) => ticket.source },
  'ticket.culture': { kind: 'text', read: ({ ticket }) => ticket.culture },
  'ticket.external_ref': { kind: 'text', read: ({ ticket }) => ticket.external_ref },
  'ticket.message_count': { kind: 'number', read: ({ ticket }) => ticket.message_count },
  'ticket.created_at': { kind: 'time', read: ({ ticket }) => ticket.created_at },
  'ticket.last_message_at': { kind: 'time', read: ({ ticket }) => ticket.last_message_at },
  'ticket.first_response_at': { kind: 'time', read: ({ ticket }) => ticket.first_response_at },
  'ticket.resolved_at': { kind: 'time', read: ({ ticket }) => ticket.resolved_at },
  'contact.email': { kind: 'text', read: ({ ticket }) => ticket.requester.email },
  'contact.name': { kind: 'text', read: ({ contact, ticket }) => contact?.name ?? ticket.requester.name },
  'contact.external_id': { kind: 'text', read: ({ ticket }) => ticket.requester.external_id },
  'contact.culture': { kind: 'text', read: ({ contact }) => contact?.culture },
  'contact.created_at': { kind: 'time', read: ({ contact }) => contact?.createdAt },
  'company.name': { kind: 'text', read: ({ company }) => company?.name },
  'company.domain': { kind: 'text', read: ({ company }) => company?.domain },
  'company.external_id': { kind: 'text', read: ({ company }) => company?.externalId },
  /** Whether the ticket's department works now. */
  business_hours: {
    kind: 'choice',
    values: ['open', 'closed'],
    read: ({ hours, now }) => (isOpen(hours, now) ? 'open' : 'closed'),
  },
  'message.text': { kind: 'text', read: ({ message }) => message?.text },
  'message.author': { kind: 'choice', values: AUTHORS, read: ({ message }) => message?.author.kind },
  'message.public': { kind: 'yes_no', read: ({ message }) => message?.public },
  'message.attachments': { kind: 'number', read: ({ message }) => message?.attachments.length },
}

/** Fields whose last part is a name of the caller's own. */
const NAMED: Record<string, (facts: Facts) => Record<string, unknown> | undefined> = {
  'ticket.fields.': ({ ticket }) => ticket.fields,
  'ticket.metadata.': ({ ticket }) => ticket.metadata,
  'contact.traits.': ({ contact }) => contact?.traits,
  'company.traits.': ({ company }) => company?.traits,
}

/** For who misspelt one. */
export const FIELD_NAMES = [...Object.keys(FIELDS), ...Object.keys(NAMED).map((prefix) => `${prefix}<name>`)]

export const fieldOf = (name: string): Field | undefined => {
  if (Object.hasOwn(FIELDS, name)) return FIELDS[name]
  for (const [prefix, all] of Object.entries(NAMED)) {
    const own = name.slice(prefix.length)
    if (!name.startsWith(prefix) || own === '') continue
    return {
      kind: 'value',
      read: (facts) => {
        const values = all(facts)
        return values && Object.hasOwn(values, own) ? values[own] : undefined
      },
    }
  }
  return undefined
}
