import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { WholeTicket } from '../../../api/types.ts'
import { onLive } from '../../../live/live.ts'
import { ticketQuery } from '../query.ts'
import { mergeEvent, movesTimers, needsRefetch } from './merge.ts'

/** How long after a change its timers are asked for: they follow it within a moment. */
const TIMERS_MS = 1_500

/** Merges what happens to a ticket into it, for as long as it is shown. */
export const useLiveTicket = (number: string): void => {
  const client = useQueryClient()
  useEffect(() => {
    const { queryKey } = ticketQuery(number)
    let timers: ReturnType<typeof setTimeout> | undefined
    const refetch = () => void client.invalidateQueries({ queryKey })
    const ended = [
      onLive('change', (event) => {
        const ticket = client.getQueryData<WholeTicket>(queryKey)
        if (!ticket) return
        const merged = mergeEvent(ticket, event)
        if (merged !== ticket) client.setQueryData(queryKey, merged)
        if (isAbout(event.data, ticket.id)) {
          void client.invalidateQueries({ queryKey: ['history', ticket.id] })
          // What waited to be sent may be this very message.
          void client.invalidateQueries({ queryKey: ['scheduled', ticket.id] })
        }
        if (needsRefetch(ticket, event)) refetch()
        if (!movesTimers(ticket, event)) return
        clearTimeout(timers)
        timers = setTimeout(refetch, TIMERS_MS)
      }),
      onLive('resync', refetch),
    ]
    return () => {
      clearTimeout(timers)
      for (const end of ended) end()
    }
  }, [client, number])
}

const isAbout = (data: unknown, ticketId: string): boolean =>
  typeof data === 'object' &&
  data !== null &&
  'ticket' in data &&
  (data.ticket as { id?: string } | null)?.id === ticketId // a snapshot of one, as all events of tickets have it
