import { queryOptions } from '@tanstack/react-query'
import { api, type PageOf } from '../../../../api/client.ts'
import type { RunWithForm } from '../../../../api/types.ts'

const isBeingTold = ({ state, epilog }: RunWithForm): boolean =>
  state === 'submitted' && (epilog?.state === 'pending' || epilog?.state === 'sending')

/** The interventions that ran on a ticket, the latest first. */
export const runsQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['runs', ticketId],
    queryFn: async ({ signal }) =>
      (await api.get<PageOf<RunWithForm>>('/v1/intervention-runs', { ticket: ticketId, limit: 50 }, signal)).data,
    staleTime: 30_000,
    // No event tells how it went with the other system: that is asked while it is being told.
    refetchInterval: ({ state }) => (state.data?.some(isBeingTold) ? 3_000 : false),
  })
