import type { QueryClient } from '@tanstack/react-query'
import { countsQuery, departmentsQuery, viewsQuery } from '../api/desk.ts'
import { sessionQuery } from '../api/session.ts'
import { loadShell } from '../shell/load.ts'
import { preferredLanguage } from '../texts/texts.tsx'
import { warmTimes } from '../ui/time.tsx'
import { listOf } from './list/list.ts'
import { listQuery } from './list/query.ts'
import { loadInbox } from './load.ts'
import { chosenSort, lastView } from './remembered.ts'
import { startTicket } from './ticket/query.ts'

const TICKET = /^\/inbox\/tickets\/(\d+)$/
const INBOX = /^\/(?:inbox(?:\/([^/]+))?\/?)?$/

/**
 * Asks for all that the inbox shows first at once, where a page opens on it: who is there, the list, the views, the counts
 * and the code, instead of one after the other. Who is signed out gets nothing from it, and is sent to sign in as ever.
 */
export const startInbox = (client: QueryClient, { pathname, search }: Location): void => {
  const isTicket = TICKET.test(pathname)
  const path = INBOX.exec(pathname)
  if (!path && !isTicket) return
  void client.prefetchQuery(sessionQuery)
  const list = listOf(path?.[1] ?? new URLSearchParams(search).get('view') ?? lastView(), undefined, chosenSort())
  if (list) void client.prefetchInfiniteQuery(listQuery(list))
  void client.prefetchQuery(viewsQuery)
  void client.prefetchQuery(departmentsQuery)
  void client.prefetchQuery(countsQuery)
  const number = TICKET.exec(pathname)?.[1]
  if (number) startTicket(client, number)
  void loadShell()
  void loadInbox()
  warmTimes(preferredLanguage())
}
