import { toTicket } from '../../store/ticket-rows.ts'
import { searchTickets, type TicketCriterion } from '../../store/ticket-search.ts'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import type { ViewFilter } from '../views/filter.ts'
import type { Ticket } from './ticket.ts'

/** What a list without pages holds at most: those changed last. */
const FOUND_MAX = 1_000

/** The tickets that meet every criterion, those changed last first, 1,000 at most. */
export const findTickets = async (lodge: Lodge, actor: Actor, criteria: TicketCriterion[]): Promise<Ticket[]> =>
  (await searchTickets(lodge.store.db, actor, criteria, FOUND_MAX)).map(toTicket)

/** A view's filter as criteria, for others to be added to. */
export const criteriaOf = (filter: ViewFilter): TicketCriterion[] => {
  const criteria: (TicketCriterion | false | undefined)[] = [
    filter.status && { by: 'status', any: filter.status },
    filter.priority && { by: 'priority', any: filter.priority },
    filter.department !== undefined && { by: 'department', any: [filter.department] },
    filter.type !== undefined && { by: 'type', any: [filter.type] },
    filter.assignee !== undefined && { by: 'assignee', any: [filter.assignee === 'none' ? null : filter.assignee] },
    filter.requester !== undefined && { by: 'requester', any: [filter.requester] },
    filter.tag !== undefined && { by: 'tag', any: [filter.tag] },
    filter.external_ref !== undefined && { by: 'external_ref', any: [filter.external_ref] },
    filter.created_after !== undefined && { by: 'created_from', any: [new Date(filter.created_after)] },
    filter.created_before !== undefined && { by: 'created_before', any: [new Date(filter.created_before)] },
    filter.updated_after !== undefined && { by: 'updated_from', any: [new Date(filter.updated_after)] },
    filter.updated_before !== undefined && { by: 'updated_before', any: [new Date(filter.updated_before)] },
  ]
  return criteria.filter((criterion) => criterion !== undefined && criterion !== false)
}
