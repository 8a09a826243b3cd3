import { z } from 'zod'
import type { TicketQuery } from '../../../core/tickets/list.ts'
import { orderOf, SORTS, type Sort } from '../../../core/tickets/sort.ts'
import type { TicketPosition } from '../../../store/ticket-filter.ts'
import { Problem } from '../../problem.ts'
import { moment } from '../../schema/moment.ts'
import { limit, oneOrMore } from '../../schema/query.ts'
import { text } from '../../schema/text.ts'
import { decodeTicketCursor } from './cursor.ts'
import { PRIORITIES, STATUSES } from './schemas.ts'

/** What a list tells of each ticket only where it is asked for. */
export const INCLUDED = ['unread'] as const

export const ticketListQuery = z.strictObject({
  status: oneOrMore(STATUSES).optional(),
  priority: oneOrMore(PRIORITIES).optional(),
  department: text(200, 1).optional().meta({ description: 'Id or name.' }),
  type: text(200, 1).optional().meta({ description: 'Id or name.' }),
  assignee: text(255, 1).optional().meta({ description: 'Id or address of a member, `me`, or `none`.' }),
  requester: text(255, 1).optional().meta({ description: 'Id, external id or address of a contact.' }),
  company: text(255, 1).optional().meta({ description: 'Id of a company: tickets of its people.' }),
  tag: text(50, 1).optional(),
  external_ref: text(255, 1).optional(),
  created_after: moment.optional().meta({ description: 'This moment included.' }),
  created_before: moment.optional().meta({ description: 'This moment not included.' }),
  updated_after: moment.optional().meta({ description: 'This moment included.' }),
  updated_before: moment.optional().meta({ description: 'This moment not included.' }),
  sort: z.enum(SORTS).default('-created'),
  cursor: text(200, 1).optional().meta({ description: 'The `next_cursor` of a page with the same sort.' }),
  limit,
  include: oneOrMore(INCLUDED).optional(),
})

const dateOf = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text))

/** Where a page begins. Throws a Problem where the cursor is not one of this sort. */
export const positionOf = (sort: Sort, cursor: string | undefined): TicketPosition | undefined => {
  const after = cursor === undefined ? undefined : decodeTicketCursor(sort, cursor)
  if (cursor === undefined || after !== undefined) return after
  const message = 'must be the next_cursor of a page with the same sort'
  const errors = [{ path: 'cursor', code: 'invalid_cursor', message }]
  throw new Problem(400, 'invalid_query', `cursor ${message}.`, { errors })
}

/** Throws a Problem where the cursor is not one of this sort. */
export const toTicketQuery = (query: z.output<typeof ticketListQuery>): TicketQuery => ({
  statuses: query.status,
  priorities: query.priority,
  department: query.department,
  type: query.type,
  assignee: query.assignee,
  requester: query.requester,
  company: query.company,
  tag: query.tag,
  externalRef: query.external_ref,
  createdFrom: dateOf(query.created_after),
  createdBefore: dateOf(query.created_before),
  updatedFrom: dateOf(query.updated_after),
  updatedBefore: dateOf(query.updated_before),
  order: orderOf(query.sort),
  after: positionOf(query.sort, query.cursor),
  limit: query.limit,
})
