import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, withQuery } from '../api/client.ts'
import type { Interval, Range } from './range.ts'
import { type ReportsSearch, rangeIn } from './search.ts'
import type { Overview, ReportOf } from './types.ts'

/** What the page is about. */
export type Asked = Range & {
  interval: Interval
  zone: string | undefined
  department: string | undefined
  channel: string | undefined
  source: string | undefined
}

/** What a search is about, and which of the usual ranges that is. */
export const askedIn = (search: ReportsSearch, now: Date) => {
  const { preset, ...range } = rangeIn(search, now)
  const { zone, department, channel, source } = search
  const asked: Asked = { ...range, zone, department, channel, source }
  return { asked, preset }
}

type Query = Record<string, string | undefined>

/** What every report takes; the rest is a report's own. */
const common = ({ from, to, zone, department }: Asked): Query => ({ from, to, time_zone: zone, department })

/** Of a report by period. */
export const byPeriod = (asked: Asked): Query => ({
  ...common(asked),
  interval: asked.interval,
  channel: asked.channel,
})

/** Of volumes, which alone are kept by source. */
export const ofVolumes = (asked: Asked, group: 'channel' | 'source' | 'department', interval: Interval): Query => ({
  ...common(asked),
  interval,
  channel: asked.channel,
  source: asked.source,
  group,
})

/** Of members and categories, which are counted over the range, of every channel. */
export const overRange = common

const STALE_MS = 60_000

export const reportQuery = <T>(name: string, query: Query) =>
  queryOptions({
    queryKey: ['reports', name, query],
    queryFn: ({ signal }) => api.get<ReportOf<T>>(`/v1/reports/${name}`, query, signal),
    staleTime: STALE_MS,
    placeholderData: keepPreviousData,
  })

/** What the page shows of the whole range and of the days before it. */
export const overviewQuery = (asked: Asked) => {
  const query = { ...common(asked), interval: asked.interval }
  return queryOptions({
    queryKey: ['reports', 'overview', query],
    queryFn: ({ signal }) => api.get<Overview>('/v1/reports/overview', query, signal),
    staleTime: STALE_MS,
    placeholderData: keepPreviousData,
  })
}

/** Where the same report is a file for spreadsheets. */
export const csvHref = (name: string, query: Query): string =>
  withQuery(`/v1/reports/${name}`, { ...query, format: 'csv' })
