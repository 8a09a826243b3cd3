import type { Actor } from '../actor.ts'
import { allows, type Scope } from '../credentials/scopes.ts'

/** The part of an event that says whom it is for. */
export type Seen = { type: string; ticket_id: string | null; data: Record<string, unknown> }

/** What an inbox shows beside tickets, by the scope that reads it. Anything else takes `events:read`. */
const BESIDE: Record<string, Scope> = {
  business_hours: 'settings:read',
  canned_reply: 'tickets:read',
  company: 'contacts:read',
  contact: 'contacts:read',
  department: 'settings:read',
  department_member: 'settings:read',
  desk: 'settings:read',
  member: 'settings:read',
  resolution_categories: 'settings:read',
  resolution_category: 'settings:read',
  sla_policy: 'settings:read',
  tag: 'settings:read',
  template: 'settings:read',
  ticket_type: 'settings:read',
  tickets: 'tickets:read',
  view: 'tickets:read',
  watchlist: 'tickets:read',
}

/**
 * Whether an actor may see an event as it happens: what they could read by asking for it. The one place that decides so for
 * GET /v1/live.
 */
export const maySee = (actor: Actor, event: Seen): boolean => {
  if (event.ticket_id !== null) return allows(actor.scopes, 'tickets:read') && maySeeTicket(actor, departmentOf(event))
  const noun = event.type.split('.')[0] ?? ''
  return allows(actor.scopes, BESIDE[noun] ?? 'events:read') && !isAnothersOwn(actor, event.data[noun])
}

/** Whether an event took a ticket out of an actor's sight: they saw it before, and may be told no more than which one it was. */
export const hasLost = (actor: Actor, event: Seen): boolean => {
  if (event.ticket_id === null || !allows(actor.scopes, 'tickets:read')) return false
  // As changesBetween() has it (core/tickets/update.ts), in all events that change a ticket.
  const { department } = (event.data.changes ?? {}) as { department?: { from?: { id?: string } } }
  const before = department?.from?.id
  return before !== undefined && maySeeTicket(actor, before) && !maySeeTicket(actor, departmentOf(event))
}

/** Events that say of many tickets at once only how many of them changed, in `tickets`. */
const OF_MANY = ['department.deleted', 'department.tickets_moved', 'member.disabled', 'ticket_type.archived']

/** Whether an event changed tickets that it does not name: what an actor shows of tickets is to be read anew. */
export const changedMany = (actor: Actor, { type, data }: Seen): boolean =>
  OF_MANY.includes(type) && Number(data.tickets) > 0 && allows(actor.scopes, 'tickets:read')

/** Whether an actor may see the tickets of a department; null where an event does not say which one it is. */
export const maySeeTicket = ({ departmentId, departments }: Actor, ofTicket: string | null): boolean =>
  (!departmentId || departmentId === ofTicket) &&
  (departments === null || (ofTicket !== null && departments.has(ofTicket)))

const departmentOf = ({ data }: Seen): string | null => {
  // What events have under this name is a snapshot of a ticket, or its id alone.
  const { department } = (data.ticket ?? {}) as { department?: { id?: string } | null }
  return department?.id ?? null
}

/** Views, watchlists and canned replies may be one member's own. */
const isAnothersOwn = ({ memberId }: Actor, noun: unknown): boolean => {
  // As these nouns show themselves (core/views, core/canned-replies).
  const { shared, member, member_id } = (noun ?? {}) as {
    shared?: boolean
    member?: { id: string } | null
    member_id?: string | null
  }
  return shared === false ? member_id !== memberId : Boolean(member) && member?.id !== memberId
}
