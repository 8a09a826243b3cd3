import { type InfiniteData, infiniteQueryOptions } from '@tanstack/react-query'
import { api, type PageOf } from '../../api/client.ts'
import { changedSince } from '../live/recent.ts'
import type { List, ListedTicket } from './list.ts'
import { findIn, replaced } from './merge.ts'

/** How many rows come at once: a screen's worth and the next one. */
const PAGE = 50

export type ListData = InfiniteData<PageOf<ListedTicket>, string | null>

/** Under this begin the keys of all lists of tickets that live changes are merged into: then the list's id, and its sort. */
export const LISTS = ['tickets', 'list'] as const

/** A list, page by page. It never grows stale: what changes is merged into it, and a stream that lost track resets it. */
export const listQuery = (list: List) =>
  infiniteQueryOptions({
    queryKey: [...LISTS, list.id, list.sort],
    queryFn: async ({ pageParam, signal }) => {
      const asked = Date.now()
      const query = { ...list.query, include: 'unread', limit: PAGE, cursor: pageParam }
      const page = await api.get<PageOf<ListedTicket>>(list.path, query, signal)
      return upToDate(page, asked)
    },
    initialPageParam: null as string | null, // of the first page; later ones are cursors
    getNextPageParam: (last) => last.next_cursor,
    staleTime: Number.POSITIVE_INFINITY,
  })

/** What the stream told while the answer was on its way is newer than the answer. */
const upToDate = (page: PageOf<ListedTicket>, asked: number): PageOf<ListedTicket> => {
  let pages = [page]
  for (const ticket of changedSince(asked)) {
    const known = findIn(pages, ticket.id)
    if (known && known.updated_at < ticket.updated_at) pages = replaced(pages, ticket)
  }
  return pages[0] ?? page
}
