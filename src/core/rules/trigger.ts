import type { SlaKind } from '../../store/schema.ts'
import type { AUTHORS } from './field.ts'

/** What a rule waits for among events. A field that is absent asks nothing. */
type Selector =
  | { event: 'ticket.created' }
  /** Any change of the ticket's own fields, or of those in `changed`; a reply that changed them too counts. */
  | { event: 'ticket.updated'; changed?: (typeof CHANGEABLE)[number][] | undefined }
  | { event: 'sla.warning' | 'sla.breached'; timer?: SlaKind[] | undefined }
  | { event: 'message.created'; author?: (typeof AUTHORS)[number][] | undefined; public?: boolean | undefined }

/** What a rule that waits for a time counts from. Each is a moment of a ticket that is not done; `resolved` of one that is. */
export const SINCE = ['ticket_created', 'any_message', 'requester_message', 'agent_reply', 'resolved'] as const
export type Since = (typeof SINCE)[number]

/**
 * Either one of some events, or a time after a moment: `after` a duration (`4h`) `since` it; with `business`, of the working
 * time of the ticket's department.
 */
export type Trigger = { events: Selector[] } | { after: string; since: Since; business?: boolean | undefined }

export const CHANGEABLE = [
  'subject',
  'requester',
  'participants',
  'status',
  'priority',
  'department',
  'type',
  'assignee',
  'tags',
  'fields',
  'metadata',
  'external_ref',
  'culture',
  'snoozed_until',
] as const

/** An event, as far as selectors look at it. */
type Seen = {
  type: string
  data: {
    changes?: Record<string, unknown> | undefined
    message?: { author: { kind: string }; public: boolean } | undefined
    timer?: { kind: string } | undefined
  }
}

/** The types of the events that a trigger may select. */
export const eventTypesOf = (trigger: Trigger): string[] => {
  if (!('events' in trigger)) return []
  const types = trigger.events.map(({ event }) => event)
  return [...new Set(types.includes('ticket.updated') ? [...types, 'message.created'] : types)]
}

export const selects = (trigger: Trigger, event: Seen): boolean =>
  'events' in trigger && trigger.events.some((selector) => isSelected(selector, event))

const isSelected = (selector: Selector, { type, data }: Seen): boolean => {
  switch (selector.event) {
    case 'ticket.created':
      return type === 'ticket.created'
    case 'ticket.updated': {
      if (type !== 'ticket.updated' && type !== 'message.created') return false
      const changed = Object.keys(data.changes ?? {})
      return selector.changed ? selector.changed.some((field) => changed.includes(field)) : changed.length > 0
    }
    case 'sla.warning':
    case 'sla.breached':
      return type === selector.event && (selector.timer?.some((kind) => kind === data.timer?.kind) ?? true)
    case 'message.created': {
      if (type !== 'message.created' || !data.message) return false
      const { author, public: isPublic } = data.message
      const byThem = selector.author?.some((kind) => kind === author.kind) ?? true
      return byThem && (selector.public === undefined || selector.public === isPublic)
    }
  }
}
