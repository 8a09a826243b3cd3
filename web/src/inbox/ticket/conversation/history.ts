import { queryOptions } from '@tanstack/react-query'
import { api, type PageOf } from '../../../api/client.ts'
import { problemOf } from '../../../api/problem.ts'
import type { HistoryEntry } from './timeline.ts'

/** As many as are shown between the messages; older ones are in the panel's whole history. */
const LIMIT = 100

/** What happened to a ticket, the latest first. A ticket is readable without it, so a refusal is an empty one. */
export const historyQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['history', ticketId],
    queryFn: async ({ signal }) => {
      try {
        return (await api.get<PageOf<HistoryEntry>>(`/v1/tickets/${ticketId}/history`, { limit: LIMIT }, signal)).data
      } catch (error) {
        const { status } = problemOf(error)
        if (status === 403 || status === 404) return []
        throw error
      }
    },
    staleTime: 5_000,
  })
