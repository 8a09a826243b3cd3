import { queryOptions } from '@tanstack/react-query'
import { api, type PageOf } from '../../../../api/client.ts'
import type { Person, Ticket, TicketStatus } from '../../../../api/types.ts'

export type FoundTicket = { id: string; number: number; subject: string; status: TicketStatus; requester: Person }

const FOUND_MAX = 12
const QUERY_MAX = 200

/** The tickets that may be meant: by number or words; of the requester where nothing is typed. None that was merged. */
export const candidatesQuery = (q: string, requesterId: string) =>
  queryOptions({
    queryKey: ['tickets', 'candidates', q, q === '' ? requesterId : null],
    queryFn: async ({ signal }): Promise<FoundTicket[]> => {
      if (q === '') {
        const query = { requester: requesterId, sort: '-created', limit: FOUND_MAX }
        const { data } = await api.get<PageOf<Ticket>>('/v1/tickets', query, signal)
        return data.filter((ticket) => !ticket.merged_into)
      }
      const words = /^\d+$/.test(q) ? `#${q}` : q.slice(0, QUERY_MAX)
      const { data } = await api.get<PageOf<{ ticket: FoundTicket & Pick<Ticket, 'merged_into'> }>>(
        '/v1/search',
        { q: words, limit: FOUND_MAX },
        signal,
      )
      const found = data.map(({ ticket }) => ticket).filter((ticket) => !ticket.merged_into)
      return [...new Map(found.map((ticket) => [ticket.id, ticket])).values()]
    },
    staleTime: 10_000,
  })
