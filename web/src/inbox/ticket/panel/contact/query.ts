import { queryOptions } from '@tanstack/react-query'
import { api, type PageOf } from '../../../../api/client.ts'
import type { Activity, Company, Ticket, WholeContact } from '../../../../api/types.ts'

const MINUTE = 60_000

/** Who somebody is, and how many tickets they have. */
export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', id],
    queryFn: ({ signal }) => api.get<WholeContact>(`/v1/contacts/${id}`, undefined, signal),
    staleTime: MINUTE,
  })

export const companyQuery = (id: string) =>
  queryOptions({
    queryKey: ['company', id],
    queryFn: ({ signal }) => api.get<Company>(`/v1/companies/${id}`, undefined, signal),
    staleTime: MINUTE,
  })

const SHOWN_MAX = 8

/** The latest tickets of somebody. */
export const ticketsOfQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['contact', contactId, 'tickets'],
    queryFn: async ({ signal }) =>
      // One more: the ticket that is open is among them.
      (await api.get<PageOf<Ticket>>('/v1/tickets', { requester: contactId, limit: SHOWN_MAX + 1 }, signal)).data,
    staleTime: MINUTE,
  })

/** What somebody did lately on the pages that tell. */
export const activityQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['contact', contactId, 'activity'],
    queryFn: async ({ signal }) =>
      (await api.get<PageOf<Activity>>(`/v1/contacts/${contactId}/activity`, { limit: 20 }, signal)).data,
    staleTime: MINUTE,
  })
