import type { Member, Ticket, TicketPriority, TicketStatus } from '../../api/types.ts'

/** A change of many tickets at once, as POST /v1/tickets/bulk takes it. */
export type BulkSet = {
  status?: TicketStatus
  priority?: TicketPriority
  /** A member's id; null for nobody's. */
  assignee?: string | null
  department?: string
  add_tags?: string[]
  remove_tags?: string[]
  snoozed_until?: string
}

/** What is known of those whom a change names. */
export type Known = { members: Pick<Member, 'id' | 'name' | 'email'>[]; departments: { id: string; name: string }[] }

/**
 * The ticket as the server will probably answer it, to be shown meanwhile. It keeps the time of its last change, so that
 * the answer, whatever it is, is newer.
 */
export const predicted = (ticket: Ticket, set: BulkSet, { members, departments }: Known): Ticket => {
  const next = { ...ticket }
  if (set.status) {
    next.status = set.status
    next.snoozed_until = set.status === 'snoozed' ? (set.snoozed_until ?? ticket.snoozed_until) : null
  }
  if (set.priority) next.priority = set.priority
  if (set.assignee !== undefined) {
    const member = members.find(({ id }) => id === set.assignee)
    if (set.assignee === null) next.assignee = null
    else if (member) next.assignee = { id: member.id, name: member.name, email: member.email }
  }
  const department = departments.find(({ id }) => id === set.department)
  if (department) next.department = { id: department.id, name: department.name }
  const added = [...new Set([...ticket.tags, ...(set.add_tags ?? [])])]
  next.tags = added.filter((tag) => !set.remove_tags?.includes(tag))
  return next
}
