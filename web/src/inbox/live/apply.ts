import type { QueryClient } from '@tanstack/react-query'
import { viewsQuery } from '../../api/desk.ts'
import { sessionQuery } from '../../api/session.ts'
import type { Ticket } from '../../api/types.ts'
import { belongs } from '../list/belongs.ts'
import { type ListedTicket, listOf, type Sort } from '../list/list.ts'
import { findIn, placed, replaced, without } from '../list/merge.ts'
import { LISTS, type ListData } from '../list/query.ts'
import { leave } from './leaving.ts'

/** A ticket as it is now, and what is new about its being read, where something is. */
export type Told = { ticket: Ticket; unread?: boolean | undefined }

/**
 * Puts a ticket as it is now into every list that is loaded: where it belongs, out of those it has left, which it fades
 * out of. An older state than a list has changes nothing.
 */
export const applyTicket = (client: QueryClient, { ticket, unread }: Told): void => {
  const me = client.getQueryData(sessionQuery.queryKey)?.member.id
  if (me === undefined) return
  const views = client.getQueryData(viewsQuery.queryKey)
  const now: ListedTicket = unread === undefined ? ticket : { ...ticket, unread }
  for (const [key, data] of client.getQueriesData<ListData>({ queryKey: LISTS })) {
    const [, , id, sort] = key as [string, string, string, Sort] // as listQuery() makes it
    const filter = listOf(id, views, sort)?.filter
    if (!data || !filter) continue
    const known = findIn(data.pages, ticket.id)
    if (known && known.updated_at > ticket.updated_at) continue
    if (belongs(ticket, filter, me)) {
      client.setQueryData<ListData>(key, { ...data, pages: placed(data.pages, now, sort) })
    } else if (known) {
      client.setQueryData<ListData>(key, { ...data, pages: replaced(data.pages, now) })
      leave(ticket.id, () => takeOut(client, key, ticket.id, (latest) => !belongs(latest, filter, me)))
    }
  }
}

/** Takes a ticket out of a list, unless it came back meanwhile. */
const takeOut = (
  client: QueryClient,
  key: readonly unknown[],
  id: string,
  isGone: (ticket: ListedTicket) => boolean,
): void => {
  client.setQueryData<ListData>(key, (data) => {
    const known = data && findIn(data.pages, id)
    return known && isGone(known) ? { ...data, pages: without(data.pages, id) } : data
  })
}

/** Takes a ticket that one may see no more out of every list. Its number, where it was in one. */
export const applyGone = (client: QueryClient, ticketId: string): number | undefined => {
  let number: number | undefined
  for (const [key, data] of client.getQueriesData<ListData>({ queryKey: LISTS })) {
    const known = data && findIn(data.pages, ticketId)
    if (!known) continue
    number = known.number
    leave(ticketId, () => takeOut(client, key, ticketId, () => true))
  }
  return number
}

/** Shows a ticket as read, or unread, in every list. */
export const applyRead = (client: QueryClient, isIt: (ticket: ListedTicket) => boolean, unread: boolean): void => {
  client.setQueriesData<ListData>({ queryKey: LISTS }, (data) => {
    if (!data?.pages.some((page) => page.data.some((one) => isIt(one) && one.unread !== unread))) return data
    const pages = data.pages.map((page) => ({
      ...page,
      data: page.data.map((one) => (isIt(one) ? { ...one, unread } : one)),
    }))
    return { ...data, pages }
  })
}
