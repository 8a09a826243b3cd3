import { comparing } from './belongs.ts'
import type { ListedTicket, Sort, TicketPages } from './list.ts'

/** The ticket as the pages have it. */
export const findIn = (pages: TicketPages, id: string): ListedTicket | undefined => {
  for (const page of pages) {
    const found = page.data.find((ticket) => ticket.id === id)
    if (found) return found
  }
  return undefined
}

/** The pages without a ticket; the same pages where it is in none. */
export const without = (pages: TicketPages, id: string): TicketPages =>
  findIn(pages, id) === undefined
    ? pages
    : pages.map((page) =>
        page.data.some((ticket) => ticket.id === id)
          ? { ...page, data: page.data.filter((ticket) => ticket.id !== id) }
          : page,
      )

/** The pages with the ticket as it is now, where it stands. */
export const replaced = (pages: TicketPages, now: ListedTicket): TicketPages =>
  pages.map((page) =>
    page.data.some(({ id }) => id === now.id)
      ? { ...page, data: page.data.map((ticket) => (ticket.id === now.id ? { ...ticket, ...now } : ticket)) }
      : page,
  )

/**
 * The pages with a ticket that belongs to them where the sort puts it. Behind the last of them it is left out while there
 * are more to load: it comes with those. What a list knows beside the ticket (`unread`) stays.
 */
export const placed = (pages: TicketPages, now: ListedTicket, sort: Sort): TicketPages => {
  const compare = comparing(sort)
  const before = findIn(pages, now.id)
  const ticket = { ...before, ...now }
  const rest = without(pages, now.id)
  const last = rest.length - 1
  let done = false
  const next = rest.map((page, index) => {
    if (done) return page
    const at = page.data.findIndex((other) => compare(ticket, other) < 0)
    const isEnd = index === last && page.next_cursor === null
    if (at < 0 && !isEnd) return page
    done = true
    const place = at < 0 ? page.data.length : at
    return { ...page, data: page.data.toSpliced(place, 0, ticket) }
  })
  return done ? next : rest
}
