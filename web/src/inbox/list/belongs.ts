import type { Ticket } from '../../api/types.ts'
import type { ListFilter, Sort } from './list.ts'

/** Whether a list with this filter shows the ticket, as the server would say. `me` is who `assignee: 'me'` is. */
export const belongs = (ticket: Ticket, filter: ListFilter, me: string): boolean => {
  const { status, priority, department, type, assignee, requester, tag, external_ref } = filter
  if (status && !status.includes(ticket.status)) return false
  if (priority && !priority.includes(ticket.priority)) return false
  if (department !== undefined && ticket.department.id !== department) return false
  if (type !== undefined && ticket.type.id !== type) return false
  if (assignee !== undefined && (ticket.assignee?.id ?? 'none') !== (assignee === 'me' ? me : assignee)) return false
  if (requester !== undefined && !isRequester(ticket, requester)) return false
  if (tag !== undefined && !ticket.tags.includes(tag.trim().toLowerCase())) return false
  if (external_ref !== undefined && ticket.external_ref !== external_ref) return false
  return (
    isWithin(ticket.created_at, filter.created_after, filter.created_before) &&
    isWithin(ticket.updated_at, filter.updated_after, filter.updated_before)
  )
}

const isRequester = ({ requester }: Ticket, wanted: string): boolean =>
  requester.id === wanted || requester.external_id === wanted || requester.email === wanted.trim().toLowerCase()

const isWithin = (at: string, from: string | undefined, before: string | undefined): boolean =>
  (from === undefined || Date.parse(at) >= Date.parse(from)) &&
  (before === undefined || Date.parse(at) < Date.parse(before))

/** Ids grow with time: the longer is the later, of two alike in length the greater. */
const compareIds = (one: string, other: string): number =>
  one.length - other.length || (one < other ? -1 : one > other ? 1 : 0)

const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

type Sortable = { id: string; updated_at: string }

/** The server's order of a sort: by when they were made, or by when they changed and then by when they were made. */
export const comparing = (sort: Sort): ((one: Sortable, other: Sortable) => number) => {
  const direction = sort.startsWith('-') ? -1 : 1
  return sort.endsWith('created')
    ? (one, other) => direction * compareIds(one.id, other.id)
    : (one, other) => direction * (compareTexts(one.updated_at, other.updated_at) || compareIds(one.id, other.id))
}
