import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { WholeTicket } from '../../../api/types.ts'
import { onLive } from '../../../live/live.ts'
import { ticketQuery } from '../query.ts'
import { mergeEvent, movesTimers, needsRefetch } from './merge.ts'

/** How long after a change its timers are asked for: they follow it within a moment. */
const TIMERS_MS = 1_500

/** Merges what happens to a ticket into it, for as long as it is shown. Answers whether it moved out of the reader's sight. */
export const useLiveTicket = (number: string): boolean => {
  const client = useQueryClient()
  const [isGone, setGone] = useState(false)
  useEffect(() => {
    const { queryKey } = ticketQuery(number)
    let timers: ReturnType<typeof setTimeout> | undefined
    const refetch = () => void client.invalidateQueries({ queryKey })
    const ended = [
      onLive('change', (event) => {
        const ticket = client.getQueryData<WholeTicket>(queryKey)
        if (!ticket) return
        const merged = mergeEvent(ticket, event)
        // Only who may see it is told of it: it came back.
        if (isAbout(event.data, ticket.id)) setGone(false)
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
      onLive('gone', ({ ticket_id }) => {
        if (client.getQueryData<WholeTicket>(queryKey)?.id !== ticket_id) return
        setGone(true)
        void client.invalidateQueries({ queryKey, refetchType: 'none' })
      }),
      onLive('resync', refetch),
    ]
    return () => {
      clearTimeout(timers)
      for (const end of ended) end()
    }
  }, [client, number])
  return isGone
}

const isAbout = (data: unknown, ticketId: string): boolean =>
  typeof data === 'object' &&
  data !== null &&
  'ticket' in data &&
  (data.ticket as { id?: string } | null)?.id === ticketId // a snapshot of one, as all events of tickets have it
