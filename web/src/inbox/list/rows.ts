import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Ticket } from '../../api/types.ts'
import { searchTicketsQuery } from '../search/query.ts'
import type { List } from './list.ts'
import { listQuery } from './query.ts'

/** A ticket as far as a row knows it: a search tells less of it than a list. */
export type RowTicket = Pick<Ticket, 'id' | 'number' | 'subject' | 'status' | 'priority' | 'requester' | 'updated_at'> &
  Partial<Ticket> & { unread?: boolean }

/** A row: a ticket and, of a search, where the words are. */
export type Row = { ticket: RowTicket; highlights?: { subject: string; text: string } }

/** What a list or a search has loaded, and how it gets more. */
export type Source = {
  rows: Row[]
  isPending: boolean
  error: unknown
  retry: () => void
  hasMore: boolean
  isLoadingMore: boolean
  loadMore: () => void
  /** What was probably meant, where a search was mistyped. */
  corrected?: string | undefined
}

/** Each ticket once: one that moved between two pages while they were loaded is in both. */
const once = (rows: Row[]): Row[] => {
  const seen = new Set<string>()
  return rows.filter(({ ticket }) => !seen.has(ticket.id) && seen.add(ticket.id))
}

export const useListRows = (list: List): Source => {
  const { data, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    listQuery(list),
  )
  const rows = useMemo(
    () => once((data?.pages ?? []).flatMap((page) => page.data.map((ticket) => ({ ticket })))),
    [data],
  )
  return {
    rows,
    isPending,
    error: data ? null : error,
    retry: () => void refetch(),
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    loadMore: () => void fetchNextPage({ cancelRefetch: false }),
  }
}

export const useSearchRows = (q: string): Source => {
  const { data, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    searchTicketsQuery(q),
  )
  const rows = useMemo(() => once((data?.pages ?? []).flatMap((page) => page.data)), [data])
  return {
    rows,
    isPending: isPending && q !== '',
    error: data ? null : error,
    retry: () => void refetch(),
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    loadMore: () => void fetchNextPage({ cancelRefetch: false }),
    corrected: data?.pages[0]?.corrected,
  }
}
