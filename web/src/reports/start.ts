import type { QueryClient } from '@tanstack/react-query'
import { sessionQuery } from '../api/session.ts'
import { askedIn, byPeriod, ofVolumes, overviewQuery, reportQuery } from './query.ts'
import type { ReportsSearch } from './search.ts'

const BY_PERIOD = ['volumes', 'response-times', 'backlog', 'sla', 'satisfaction', 'replies']

/** Asks for what the page shows first while its code is still on its way. */
export const startReports = (client: QueryClient, search: ReportsSearch): void => {
  const scopes = client.getQueryData(sessionQuery.queryKey)?.scopes ?? []
  if (!scopes.includes('admin') && !scopes.includes('settings:read')) return
  const { asked } = askedIn(search, new Date())
  void client.prefetchQuery(reportQuery('volumes', ofVolumes(asked, 'channel', asked.interval)))
  if (asked.source) return
  void client.prefetchQuery(overviewQuery(asked))
  for (const name of BY_PERIOD) void client.prefetchQuery(reportQuery(name, byPeriod(asked)))
}
