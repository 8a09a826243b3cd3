import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { WholeTicket } from '../../api/types.ts'

/** A ticket with its conversation, by its number as the address has it. What changes is merged into it live. */
export const ticketQuery = (number: string) =>
  queryOptions({
    queryKey: ['ticket', number],
    queryFn: ({ signal }) => api.get<WholeTicket>(`/v1/tickets/${number}`, undefined, signal),
    // Short: it follows what happens only while it is shown.
    staleTime: 5_000,
  })

export type ReadMark = { unread: boolean; read_at: string | null }

/** Up to when the member has read it. */
export const readMarkQuery = (number: string) =>
  queryOptions({
    queryKey: ['read-mark', number],
    queryFn: ({ signal }) => api.get<ReadMark>(`/v1/tickets/${number}/read-mark`, undefined, signal),
    staleTime: 5_000,
    retry: false,
  })

/** Asks for all that a ticket is opened with, before its page is there to ask. */
export const startTicket = (client: QueryClient, number: string): void => {
  void client.prefetchQuery(ticketQuery(number))
  void client.prefetchQuery(readMarkQuery(number))
}
