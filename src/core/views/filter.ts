import type { TicketPriority, TicketStatus } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { fail, ok, type Result } from '../result.ts'
import type { TicketConditions } from '../tickets/list.ts'
import { resolveReferences, type UnknownReference } from '../tickets/references.ts'

/** Which tickets a view shows, in the words of GET /v1/tickets; what is absent does not matter. */
export type ViewFilter = {
  status?: TicketStatus[] | undefined
  priority?: TicketPriority[] | undefined
  /** Ids, once saved: a view outlives a name. */
  department?: string | undefined
  type?: string | undefined
  /** A member's id, or `none`. */
  assignee?: string | undefined
  requester?: string | undefined
  tag?: string | undefined
  external_ref?: string | undefined
  created_after?: string | undefined
  created_before?: string | undefined
  updated_after?: string | undefined
  updated_before?: string | undefined
}

/** A filter as it is saved: names and addresses become ids. */
export const resolveFilter = async (
  change: Change,
  filter: ViewFilter,
): Promise<Result<ViewFilter, UnknownReference>> => {
  const { department, type, assignee } = filter
  // For a ticket's change that word is a wish, not somebody.
  if (assignee === 'auto') return fail({ code: 'assignee_not_found' })
  const isNobody = assignee === 'none'
  const found = await resolveReferences(change, { department, type, assignee: isNobody ? undefined : assignee })
  if (!found.ok) return found
  return ok({
    ...filter,
    ...(found.value.department && { department: found.value.department.id }),
    ...(found.value.type && { type: found.value.type.id }),
    ...(found.value.assignee && { assignee: found.value.assignee.id }),
  })
}

/** The same for listTickets(). */
export const toTicketFilter = (filter: ViewFilter): TicketConditions => ({
  statuses: filter.status,
  priorities: filter.priority,
  department: filter.department,
  type: filter.type,
  assignee: filter.assignee,
  requester: filter.requester,
  tag: filter.tag,
  externalRef: filter.external_ref,
  createdFrom: dateOf(filter.created_after),
  createdBefore: dateOf(filter.created_before),
  updatedFrom: dateOf(filter.updated_after),
  updatedBefore: dateOf(filter.updated_before),
})

const dateOf = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text))
