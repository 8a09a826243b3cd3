import type { Person, TicketSnapshot } from '../tickets/ticket.ts'
import type { TemplateScope } from './render.ts'

/** What stands around a ticket when a template is rendered. */
export type Surroundings = {
  desk: { name: string; slug: string; culture: string }
  /** Who acts: a member, or what the credential is called. */
  agent: { name: string; email: string | null }
  /** The requester's latest. */
  message: { text: string; author: { name: string | null }; created_at: string } | null
}

/**
 * What a template may read of a ticket, or of one that is still to be filed (variables.ts says it in words). The caller's data is there as `data`, and by its own names too,
 * `{{order_number}}`, but where a name is one of ours.
 */
export const scopeOf = (
  ticket: Partial<TicketSnapshot> & Pick<TicketSnapshot, 'requester'>,
  { desk, agent, message }: Surroundings,
  data: Record<string, unknown>,
  more: TemplateScope = {},
): TemplateScope => ({
  ...data,
  ...more,
  data,
  ticket,
  requester: { ...ticket.requester, first_name: firstName(ticket.requester) },
  message,
  agent: { ...agent, first_name: firstName(agent) },
  desk,
})

const firstName = ({ name }: Pick<Person, 'name'>): string => name.trim().split(/\s+/)[0] ?? ''
