import type { QueryClient } from '@tanstack/react-query'
import { countsQuery } from '../../api/desk.ts'
import { sessionQuery } from '../../api/session.ts'
import type { Message, Ticket } from '../../api/types.ts'
import { type LiveEvent, onLive } from '../../live/live.ts'
import { isSeen } from '../../live/seen.ts'
import { toast } from '../../ui/toasts.tsx'
import { LISTS, type ListData } from '../list/query.ts'
import { applyGone, applyTicket } from './apply.ts'
import { remember } from './recent.ts'

/** However much happens, the counts are asked for no more often. */
const COUNTS_MS = 1_000
/** A list that lost track is asked for again from its beginning, not as far as somebody once scrolled. */
const PAGES_KEPT = 2

/**
 * Merges what happens on the desk into what is loaded: the lists by the event's snapshot, and the counts.
 * Returns how to end it.
 */
export const followTickets = (
  client: QueryClient,
  words: () => { movedAway: (number: number) => string },
): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const recount = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      void client.invalidateQueries(countsQuery)
    }, COUNTS_MS)
  }
  const again = () => {
    client.setQueriesData<ListData>(
      { queryKey: LISTS },
      (data) => data && { pages: data.pages.slice(0, PAGES_KEPT), pageParams: data.pageParams.slice(0, PAGES_KEPT) },
    )
    // What they may see and do may be other than it was.
    for (const queryKey of [sessionQuery.queryKey, ['tickets'], ['ticket'], ['views'], countsQuery.queryKey]) {
      void client.invalidateQueries({ queryKey })
    }
  }
  let isFirst = true
  const stops = [
    onLive('change', (event) => {
      const { ticket, message } = snapshotOf(event)
      if (event.type.startsWith('view.')) void client.invalidateQueries({ queryKey: ['views'] })
      if (!ticket) return
      remember(ticket)
      const isNew = message !== undefined && isOthers(client, event) && !isSeen(String(ticket.number))
      applyTicket(client, { ticket, unread: isNew ? true : undefined })
      // The open ticket merges its own; one that was open is asked for anew when it is opened again.
      void client.invalidateQueries({ queryKey: ['ticket', String(ticket.number)], refetchType: 'none' })
      recount()
    }),
    onLive('gone', ({ ticket_id: id }) => {
      const number = applyGone(client, id)
      if (number !== undefined) toast(words().movedAway(number))
      recount()
    }),
    onLive('resync', again),
    onLive('connected', (connected) => {
      // The lists were asked for before the stream was there: what happened in between, neither told.
      if (connected && isFirst) {
        isFirst = false
        void client.invalidateQueries({ queryKey: LISTS })
        recount()
      }
    }),
  ]
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}

/** What an event of a ticket has in it. What went by another shape (a blocked one has no number) is no ticket of a list. */
const snapshotOf = ({ data }: LiveEvent): { ticket?: Ticket; message?: Message } => {
  const given = (data ?? {}) as { ticket?: Ticket; message?: Message } // as docs/webhooks.md says
  return typeof given.ticket?.number === 'number' ? given : {}
}

const isOthers = (client: QueryClient, { actor }: LiveEvent): boolean =>
  actor.id === null || actor.id !== client.getQueryData(sessionQuery.queryKey)?.member.id
