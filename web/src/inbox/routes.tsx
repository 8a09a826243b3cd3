import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { memberRoute } from '../shell/routes.tsx'
import { loadInbox } from './load.ts'
import { lastView } from './remembered.ts'
import { loadTicketPlace } from './ticket/load.ts'
import { startTicket } from './ticket/query.ts'

/** Digits or words, as the search of a path gives them. */
const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined

/** The frame: the views, the list, and the ticket beside it or in its place. */
const inbox = createRoute({
  getParentRoute: () => memberRoute,
  path: '/inbox',
  validateSearch: (search: Record<string, unknown>): { view?: string; q?: string } => {
    const [view, q] = [text(search.view), text(search.q)]
    return { ...(view ? { view } : {}), ...(q ? { q } : {}) }
  },
  component: lazyRouteComponent(loadInbox, 'InboxPage'),
})

const last = createRoute({
  getParentRoute: () => inbox,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$view', params: { view: lastView() } })
  },
})

const view = createRoute({ getParentRoute: () => inbox, path: '$view' })

/** `view` says which list stays beside it, `q` which search. */
const ticket = createRoute({
  getParentRoute: () => inbox,
  path: 'tickets/$number',
  // Not waited for: the page shows what is there, and what is still to come.
  loader: ({ context, params }) => startTicket(context.client, params.number),
  component: lazyRouteComponent(loadTicketPlace, 'TicketPlace'),
})

export const inboxRoutes = [inbox.addChildren([last, view, ticket])]
