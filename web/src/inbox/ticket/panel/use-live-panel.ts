import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { WholeTicket } from '../../../api/types.ts'
import { onLive } from '../../../live/live.ts'
import { contactQuery } from './contact/query.ts'
import { runsQuery } from './runs/query.ts'

/** As far as the panel looks into an event's snapshot. */
type Told = { run?: { ticket?: { id?: string } }; contact?: { id?: string }; ticket?: { requester?: { id?: string } } }

/** Asks anew for what the panel shows besides the ticket, where an event is about it. */
export const useLivePanel = ({ id, requester }: WholeTicket): void => {
  const client = useQueryClient()
  useEffect(
    () =>
      onLive('change', ({ type, data }) => {
        const told = (typeof data === 'object' && data !== null ? data : {}) as Told // each part is looked for
        if (type.startsWith('intervention.') && told.run?.ticket?.id === id) {
          void client.invalidateQueries(runsQuery(id))
        }
        const isTheirs = told.contact?.id === requester.id || told.ticket?.requester?.id === requester.id
        if (isTheirs && (type.startsWith('contact.') || type === 'ticket.created')) {
          void client.invalidateQueries({ queryKey: contactQuery(requester.id).queryKey })
        }
      }),
    [client, id, requester.id],
  )
}
