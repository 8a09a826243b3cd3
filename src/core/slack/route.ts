import type { TicketPriority } from '../../store/schema.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'
import type { Changes } from '../tickets/update.ts'

/** What a channel can be told of. `escalation`: it became urgent, or its time to be answered was missed. What a rule tells names its channel. */
export const HAPPENINGS = ['new_ticket', 'escalation', 'ai_handoff'] as const
export type Happening = (typeof HAPPENINGS)[number]

/** One line of what goes where. Where `departments` or `priorities` is empty, all of them. */
export type SlackRoute = {
  happenings: Happening[]
  /** A channel's id; null for an incoming webhook, which knows its own. */
  channel: string | null
  /** Departments' ids. */
  departments: string[]
  priorities: TicketPriority[]
}

/** Which happenings an event of the log is. */
export const happeningsOf = (type: string, ticket: TicketSnapshot | undefined, changes: Changes): Happening[] => {
  switch (type) {
    case 'ticket.created':
      return ticket?.priority === 'urgent' ? ['new_ticket', 'escalation'] : ['new_ticket']
    case 'ticket.updated':
      return changes.priority?.to === 'urgent' ? ['escalation'] : []
    case 'sla.breached':
      return ['escalation']
    case 'ai.handed_over':
      return ['ai_handoff']
    default:
      return []
  }
}

/** The channels that routes name for a happening of a ticket; null is an incoming webhook's own. Each once. */
export const channelsFor = (
  routes: SlackRoute[],
  happenings: Happening[],
  ticket: TicketSnapshot,
): (string | null)[] => {
  const fits = (route: SlackRoute): boolean =>
    route.happenings.some((one) => happenings.includes(one)) &&
    (route.departments.length === 0 || route.departments.includes(ticket.department.id)) &&
    (route.priorities.length === 0 || route.priorities.includes(ticket.priority))
  return [...new Set(routes.filter(fits).map(({ channel }) => channel))]
}
