import type { PageOf } from '../../api/client.ts'
import type { Ticket, View } from '../../api/types.ts'

export type ListFilter = View['filter']
export type Sort = View['sort']

/** A ticket as a list has it. */
export type ListedTicket = Ticket & { unread?: boolean }
export type TicketPages = PageOf<ListedTicket>[]

/** What a list shows, and where it is asked for. */
export type List = {
  /** As in the page's path: `mine`, `department-12`, `view-34`. */
  id: string
  sort: Sort
  /** Undefined while a saved view is not loaded yet: nothing can be placed into it. */
  filter: ListFilter | undefined
  path: string
  query: Record<string, string | readonly string[]>
  /** The saved view, where it is one. */
  view: View | undefined
}

/** The lists that every desk has, by what they show. */
const BUILT_IN = {
  mine: { assignee: 'me', status: ['open', 'pending'] },
  unassigned: { assignee: 'none', status: ['open', 'pending'] },
  open: { status: ['open'] },
  pending: { status: ['pending'] },
  snoozed: { status: ['snoozed'] },
  resolved: { status: ['resolved', 'closed'] },
  spam: { status: ['spam'] },
} as const satisfies Record<string, ListFilter>

export type BuiltIn = keyof typeof BUILT_IN
/** In the order of the sidebar. */
export const BUILT_INS: BuiltIn[] = ['mine', 'unassigned', 'open', 'pending', 'snoozed', 'resolved', 'spam']

const isBuiltIn = (id: string): id is BuiltIn => Object.hasOwn(BUILT_IN, id)

/** Which list an id of the path is, sorted by `sort` unless it is a view, which has its own; undefined where it is none. */
export const listOf = (id: string, views: View[] | undefined, sort: Sort): List | undefined => {
  if (isBuiltIn(id)) return listOfFilter(id, BUILT_IN[id], sort)
  const department = /^department-(\d+)$/.exec(id)?.[1]
  if (department) return listOfFilter(id, { department, status: ['open', 'pending'] }, sort)
  const viewId = /^view-(\d+)$/.exec(id)?.[1]
  if (!viewId) return undefined
  const view = views?.find((one) => one.id === viewId)
  if (views && !view) return undefined
  return {
    id,
    sort: view?.sort ?? sort,
    filter: view?.filter,
    path: `/v1/views/${viewId}/tickets`,
    query: {},
    view,
  }
}

const listOfFilter = (id: string, filter: ListFilter, sort: Sort): List => ({
  id,
  sort,
  filter,
  path: '/v1/tickets',
  query: {
    sort,
    ...(filter.status ? { status: filter.status } : {}),
    ...(filter.assignee ? { assignee: filter.assignee } : {}),
    ...(filter.department ? { department: filter.department } : {}),
  },
  view: undefined,
})
