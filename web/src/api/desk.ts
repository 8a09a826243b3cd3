import { queryOptions } from '@tanstack/react-query'
import { api, type PageOf } from './client.ts'
import type { Field, Intervention, Member, View, Watchlist } from './types.ts'

/** What a desk has few of, whole: all pages of a list. */
const all = async <T>(path: string): Promise<T[]> => {
  const found: T[] = []
  for (let cursor: string | null = null; ; ) {
    const page: PageOf<T> = await api.get<PageOf<T>>(path, { limit: 100, cursor })
    found.push(...page.data)
    cursor = page.next_cursor
    if (cursor === null) return found
  }
}

const MINUTES = 60_000

export type Department = { id: string; name: string; is_default: boolean; deleted_at: string | null }
export type TicketType = { id: string; name: string; is_default: boolean; archived_at: string | null }

/** The departments that are not archived. */
export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: async () => (await all<Department>('/v1/departments')).filter(({ deleted_at }) => deleted_at === null),
  staleTime: 5 * MINUTES,
})

/** The ticket types that are not archived. */
export const ticketTypesQuery = queryOptions({
  queryKey: ['ticket-types'],
  queryFn: async () => (await all<TicketType>('/v1/ticket-types')).filter(({ archived_at }) => archived_at === null),
  staleTime: 5 * MINUTES,
})

/** The members who can still sign in. */
export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: async () => (await all<Member>('/v1/members')).filter(({ disabled_at }) => disabled_at === null),
  staleTime: 5 * MINUTES,
})

/** The views that everybody has, and one's own. */
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: () => all<View>('/v1/views'),
  staleTime: 5 * MINUTES,
})

/** So many, or more than that. */
export type Count = { count: number; more: boolean }
export type Counts = Record<'mine' | 'unassigned' | 'open' | 'pending' | 'snoozed' | 'spam', Count> & {
  departments: Record<string, Count>
  views: Record<string, Count>
}

/** How many tickets each view holds. What happens on the desk asks for it again. */
export const countsQuery = queryOptions({
  queryKey: ['view-counts'],
  queryFn: () => api.get<Counts>('/v1/views/counts'),
  staleTime: Number.POSITIVE_INFINITY,
})

/** The desk's tags. */
export const tagsQuery = queryOptions({
  queryKey: ['tags'],
  queryFn: () => all<{ id: string; name: string; color: string | null }>('/v1/tags'),
  staleTime: MINUTES,
})

/** What the fields of tickets may be, in their order. */
export const fieldsQuery = queryOptions({
  queryKey: ['fields'],
  queryFn: () => all<Field>('/v1/fields'),
  staleTime: 5 * MINUTES,
})

/** The interventions that can be run. */
export const interventionsQuery = queryOptions({
  queryKey: ['interventions'],
  queryFn: async () =>
    (await all<Intervention>('/v1/interventions')).filter(
      ({ enabled, archived_at }) => enabled && archived_at === null,
    ),
  staleTime: 5 * MINUTES,
})

/** The watchlists that everybody has, and one's own. */
export const watchlistsQuery = queryOptions({
  queryKey: ['watchlists'],
  queryFn: () => all<Watchlist>('/v1/watchlists'),
  staleTime: MINUTES,
})
