import { departmentsInReach, type Reach } from '../../store/reach.ts'
import { snowflakeAt } from '../../store/snowflake.ts'
import type { TicketFilter, TicketOrder, TicketPosition } from '../../store/ticket-filter.ts'
import { countTicketRows, readTicketPage } from '../../store/ticket-page.ts'
import { toTicket } from '../../store/ticket-rows.ts'
import type { Actor } from '../actor.ts'
import { normaliseEmail } from '../contacts/email.ts'
import type { Desk } from '../desks/directory.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Ticket } from './ticket.ts'

/** Which tickets are wanted, as a caller says it; what is undefined does not matter. */
export type TicketConditions = Pick<TicketFilter, 'statuses' | 'priorities' | 'externalRef'> & {
  /** Id or name. */
  department?: string | undefined
  type?: string | undefined
  /** A member's id or address, `me` for the acting member, or `none`. */
  assignee?: string | undefined
  /** A contact's id, external id or address. */
  requester?: string | undefined
  /** A company's id: of its people. */
  company?: string | undefined
  tag?: string | undefined
  createdFrom?: Date | undefined
  createdBefore?: Date | undefined
  updatedFrom?: Date | undefined
  updatedBefore?: Date | undefined
}

/** A page of them. */
export type TicketQuery = TicketConditions & {
  order: TicketOrder
  after?: TicketPosition | undefined
  limit: number
}

export type ListTicketsError =
  | { code: 'department_not_found' }
  | { code: 'ticket_type_not_found' }
  | { code: 'assignee_not_found' }

export type TicketPage = { tickets: Ticket[]; next: TicketPosition | null }

/** A page of a desk's tickets, and where the next one begins. A name nobody has is an error, an id nobody has finds nothing. */
export const listTickets = async (
  lodge: Lodge,
  actor: Actor,
  query: TicketQuery,
): Promise<Result<TicketPage, ListTicketsError>> => {
  const filter = await filterOf(lodge, actor, query)
  if (!filter.ok) return filter
  const { order, after, limit } = query
  const { rows, next } = await readTicketPage(lodge.store, actor.deskId, filter.value, order, after, limit)
  return ok({ tickets: rows.map(toTicket), next })
}

/** Beyond this many nobody needs to know exactly, and counting takes its time. */
export const COUNTED = 10_000

/** How many tickets there are, up to 10,000; `more` where there are more than that. */
export const countTickets = async (
  lodge: Lodge,
  actor: Actor,
  query: TicketConditions,
): Promise<Result<{ count: number; more: boolean }, ListTicketsError>> => {
  const filter = await filterOf(lodge, actor, query)
  if (!filter.ok) return filter
  const found = await countTicketRows(lodge.store.db, actor.deskId, filter.value, COUNTED + 1)
  return ok({ count: Math.min(found, COUNTED), more: found > COUNTED })
}

/** A filter as the store has it. */
export const filterOf = async (
  lodge: Lodge,
  actor: Actor,
  query: TicketConditions,
): Promise<Result<TicketFilter, ListTicketsError>> => {
  const asked = query.assignee === 'me' ? { ...query, assignee: actor.memberId ?? 'me' } : query
  const known = toFilter(await lodge.desks.get(actor.deskId), asked, actor.departments)
  return known.ok ? known : toFilter(await lodge.desks.fresh(actor.deskId), asked, actor.departments)
}

const toFilter = (desk: Desk, query: TicketConditions, reach: Reach): Result<TicketFilter, ListTicketsError> => {
  const departmentId = idOf(query.department, desk.department)
  if (departmentId === null) return fail({ code: 'department_not_found' })
  const typeId = idOf(query.type, desk.ticketType)
  if (typeId === null) return fail({ code: 'ticket_type_not_found' })
  const isNobody = query.assignee === 'none'
  const assigneeId = idOf(isNobody ? undefined : query.assignee, desk.member)
  if (assigneeId === null) return fail({ code: 'assignee_not_found' })
  const { statuses, priorities, externalRef, requester, company, tag, createdFrom, createdBefore } = query
  return ok({
    statuses,
    priorities,
    externalRef,
    departmentIds: departmentsInReach(reach, departmentId === undefined ? undefined : [departmentId]),
    typeId,
    assigneeId: isNobody ? null : assigneeId,
    // What is no id is nobody's: no desk has a company 0.
    companyId: company === undefined || looksLikeId(company) ? company : '0',
    tag: tag?.trim().toLowerCase(),
    requester:
      requester === undefined
        ? undefined
        : {
            contactId: looksLikeId(requester) ? requester : null,
            externalId: requester,
            email: normaliseEmail(requester) ?? null,
          },
    createdFrom: createdFrom && snowflakeAt(createdFrom.getTime()),
    createdBefore: createdBefore && snowflakeAt(createdBefore.getTime()),
    updatedFrom: query.updatedFrom,
    updatedBefore: query.updatedBefore,
  })
}

/** Undefined where nothing is asked for, null where nobody has the name. What is archived is still found by its id. */
const idOf = (
  asked: string | undefined,
  find: (idOrName: string) => { id: string } | undefined,
): string | undefined | null => {
  if (asked === undefined) return undefined
  return find(asked)?.id ?? (looksLikeId(asked) ? asked : null)
}
