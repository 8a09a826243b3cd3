import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { api, type PageOf } from '../../api/client.ts'
import type { Row } from '../list/rows.ts'

type Found = PageOf<Row & { message_id: string }> & { corrected?: string }

/** A search, page by page. A page may be short, or empty, before the end. */
export const searchTicketsQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['tickets', 'search', q],
    queryFn: ({ pageParam, signal }) =>
      api.get<Found>('/v1/search', { q: q.slice(0, 200), limit: 25, cursor: pageParam }, signal),
    initialPageParam: null as string | null, // of the first page; later ones are cursors
    getNextPageParam: (last) => last.next_cursor,
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
