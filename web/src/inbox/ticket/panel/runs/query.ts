import { queryOptions } from '@tanstack/react-query'
import { api, type PageOf } from '../../../../api/client.ts'
import type { RunWithForm } from '../../../../api/types.ts'

/** How long after a run was submitted it is clear whether another system is told of it. */
const PLANNED_MS = 60_000

const isBeingTold = ({ state, submitted_at, epilog }: RunWithForm): boolean => {
  if (state !== 'submitted') return false
  if (!epilog) return submitted_at !== null && Date.now() - Date.parse(submitted_at) < PLANNED_MS
  return epilog.state === 'pending' || epilog.state === 'sending'
}

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
