import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { PageOf } from '../api/client.ts'
import type { Company, Contact, Ticket, WholeContact } from '../api/types.ts'
import { type LiveEvent, onLive } from '../live/live.ts'
import { withNewer, withoutId } from './merge-live.ts'
import type { Whose } from './query.ts'

/** What events of people and tickets carry; each has those that it is about. */
type Told = { contact?: Contact; company?: Company; merged?: Contact; ticket?: Ticket }
type Pages<T> = InfiniteData<PageOf<T>, string | null>

const OF_PEOPLE = /^(contact|company)\./

/** While a page of people is open: what changes elsewhere is merged into what it shows. */
export const useLivePeople = (): void => {
  const client = useQueryClient()
  useEffect(() => {
    const stopChanges = onLive('change', (event) => apply(client, event))
    const stopResync = onLive('resync', () => {
      for (const key of ['contacts', 'contact', 'companies', 'company', 'people']) {
        void client.invalidateQueries({ queryKey: [key] })
      }
    })
    return () => {
      stopChanges()
      stopResync()
    }
  }, [client])
}

const apply = (client: QueryClient, { type, data }: LiveEvent): void => {
  if (typeof data !== 'object' || data === null) return
  const told = data as Told // the snapshots that events of these types have
  if (OF_PEOPLE.test(type)) {
    if (told.contact) applyContact(client, told.contact)
    if (told.company) applyCompany(client, told.company)
    // Those who were merged away are on no list, and their tickets are another's.
    if (told.merged) {
      const { id } = told.merged
      client.setQueriesData<Pages<Contact>>(
        { queryKey: ['contacts', 'list'] },
        (pages) => pages && withoutId(pages, id),
      )
      void client.invalidateQueries({ queryKey: ['contact', id] })
      void client.invalidateQueries({ queryKey: ['people', 'tickets'] })
    }
  }
  if (type.startsWith('ticket.') && told.ticket) applyTicket(client, told.ticket)
}

/** A contact as they are now, everywhere they are shown. */
export const applyContact = (client: QueryClient, contact: Contact): void => {
  client.setQueriesData<Pages<Contact>>(
    { queryKey: ['contacts', 'list'] },
    (pages) => pages && withNewer(pages, contact),
  )
  client.setQueryData<WholeContact>(['contact', contact.id], (known) =>
    known && known.updated_at <= contact.updated_at ? { ...known, ...contact } : known,
  )
}

/** A company as it is now, everywhere it is shown. */
export const applyCompany = (client: QueryClient, company: Company): void => {
  client.setQueriesData<Pages<Company>>(
    { queryKey: ['companies', 'list'] },
    (pages) => pages && withNewer(pages, company),
  )
  client.setQueryData<Company>(['company', company.id], (known) =>
    known && known.updated_at > company.updated_at ? known : company,
  )
}

/** A ticket as it is now: on the lists that have it, and asked for by those whom a new one is from. */
const applyTicket = (client: QueryClient, ticket: Ticket): void => {
  for (const [key, pages] of client.getQueriesData<Pages<Ticket>>({ queryKey: ['people', 'tickets'] })) {
    if (!pages) continue
    const merged = withNewer(pages, ticket)
    if (merged !== pages) client.setQueryData(key, merged)
    const whose = key[2] as Whose // as ticketsQuery() makes it
    if (merged === pages && 'requester' in whose && whose.requester === ticket.requester.id) {
      void client.invalidateQueries({ queryKey: key })
      void client.invalidateQueries({ queryKey: ['contact', ticket.requester.id] })
    }
  }
}
