import type { TicketOrder } from '../../store/ticket-filter.ts'

/** How a list of tickets can be sorted; `-` is the newest first. */
export const SORTS = ['-created', 'created', '-updated', 'updated'] as const
export type Sort = (typeof SORTS)[number]

export const orderOf = (sort: Sort): TicketOrder => ({
  by: sort.endsWith('created') ? 'created' : 'updated',
  descending: sort.startsWith('-'),
})
