import { z } from 'zod'
import { SORTS } from '../../../core/tickets/sort.ts'
import { VIEW_COLUMNS } from '../../../core/views/view.ts'
import { moment } from '../../schema/moment.ts'
import { name } from '../../schema/name.ts'
import { byNameAndId, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { limit, oneOrMore } from '../../schema/query.ts'
import { text } from '../../schema/text.ts'
import { INCLUDED } from '../tickets/list-query.ts'
import { PRIORITIES, STATUSES } from '../tickets/schemas.ts'

const filter = z
  .strictObject({
    status: z.array(z.enum(STATUSES)).min(1).max(STATUSES.length).optional(),
    priority: z.array(z.enum(PRIORITIES)).min(1).max(PRIORITIES.length).optional(),
    department: text(200, 1).optional(),
    type: text(200, 1).optional(),
    assignee: text(255, 1).optional(),
    requester: text(255, 1).optional(),
    tag: text(50, 1).optional(),
    external_ref: text(255, 1).optional(),
    created_after: moment.optional(),
    created_before: moment.optional(),
    updated_after: moment.optional(),
    updated_before: moment.optional(),
  })
  .meta({ description: 'In the words of GET /v1/tickets; names and addresses are kept as ids.' })
const sort = z.enum(SORTS)
const columns = z.array(z.enum(VIEW_COLUMNS)).min(1).max(VIEW_COLUMNS.length)

export const view = z.strictObject({
  id: z.string(),
  name: z.string(),
  filter,
  sort,
  columns,
  shared: z.boolean().describe('Whether everybody on the desk has it, or only who made it.'),
  member_id: z.string().nullable().describe('Who made it; null for a token that stands for nobody.'),
  created_at: z.string(),
  updated_at: z.string(),
})

export const viewPage = pageOf(view)
export const listQuery = z.strictObject(paging(byNameAndId))

export const newView = z.strictObject({
  name: name(200),
  filter: filter.default({}),
  sort: sort.default('-created'),
  columns: columns.default(['number', 'subject', 'status', 'requester', 'assignee', 'updated_at']),
  shared: z.boolean().default(false),
})

export const viewChanges = patchOf({
  name: name(200).optional(),
  filter: filter.optional().describe('Replaces the one it has.'),
  sort: sort.optional(),
  columns: columns.optional(),
  shared: z.boolean().optional(),
})

export const ticketsQuery = z.strictObject({
  cursor: text(200, 1).optional().meta({ description: 'The `next_cursor` of a page of the same view.' }),
  limit,
  include: oneOrMore(INCLUDED).optional(),
})

export const viewCount = z.strictObject({
  count: z.int().min(0).max(10_000),
  more: z.boolean().describe('Whether there are more than 10,000, which are not counted.'),
})

export const viewCounts = z.strictObject({
  mine: viewCount.describe('Open or pending, of the member whose credential it is.'),
  unassigned: viewCount.describe('Open or pending, and nobody’s.'),
  open: viewCount,
  pending: viewCount,
  snoozed: viewCount,
  spam: viewCount,
  departments: z.record(z.string(), viewCount).describe('By id: open or pending.'),
  views: z.record(z.string(), viewCount).describe('By id: the first 100 of those that one has.'),
})
