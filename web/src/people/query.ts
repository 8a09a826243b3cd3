import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { pagesOf } from '../api/pages.ts'
import type { Activity, Company, Contact, Ticket, WholeContact } from '../api/types.ts'

/** Of a list that stands beside others on one page. */
const PART = 20

/** Contacts, or those that begin so; of a company alone where it is given. */
export const contactsQuery = (q: string, company?: string) =>
  pagesOf<Contact>(['contacts', 'list', q, company ?? null], '/v1/contacts', {
    q,
    company,
    ...(company ? { limit: PART } : {}),
  })

/** Companies, or those that begin so. */
export const companiesQuery = (q: string) => pagesOf<Company>(['companies', 'list', q], '/v1/companies', { q })

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', id],
    queryFn: ({ signal }) => api.get<WholeContact>(`/v1/contacts/${encodeURIComponent(id)}`, undefined, signal),
  })

export const companyQuery = (id: string) =>
  queryOptions({
    queryKey: ['company', id],
    queryFn: ({ signal }) => api.get<Company>(`/v1/companies/${encodeURIComponent(id)}`, undefined, signal),
  })

/** Whose tickets: a contact's, or those of a company's people. */
export type Whose = { requester: string } | { company: string }

/** Their tickets, the last changed first. */
export const ticketsQuery = (whose: Whose) =>
  pagesOf<Ticket>(['people', 'tickets', whose], '/v1/tickets', { ...whose, sort: '-updated', limit: PART })

export const activityQuery = (id: string) =>
  pagesOf<Activity>(['people', 'activity', id], `/v1/contacts/${encodeURIComponent(id)}/activity`, { limit: PART })
