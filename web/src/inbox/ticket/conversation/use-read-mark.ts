import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '../../../api/client.ts'
import type { WholeTicket } from '../../../api/types.ts'
import { applyRead } from '../../live/apply.ts'
import { type ReadMark, readMarkQuery } from '../query.ts'

/** How long the end has to be in view until it counts as read. */
const SEEN_MS = 800

/** Marks a ticket as read once its last message was in view, while the page was, too. */
export const useReadMark = (ticket: WholeTicket, atEnd: boolean): void => {
  const client = useQueryClient()
  const { id, number } = ticket
  const last = ticket.messages.at(-1)?.id
  useEffect(() => {
    if (!atEnd || !last) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const start = () => {
      clearTimeout(timer)
      if (document.visibilityState !== 'visible') return
      timer = setTimeout(() => {
        // Where it is refused or does not get there, it stays unread: no harm.
        api.put<ReadMark>(`/v1/tickets/${id}/read-mark`, { read: true }).then(
          (mark) => {
            client.setQueryData(readMarkQuery(String(number)).queryKey, mark)
            applyRead(client, (listed) => listed.id === id, false)
          },
          () => {},
        )
      }, SEEN_MS)
    }
    start()
    document.addEventListener('visibilitychange', start)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', start)
    }
  }, [client, id, number, last, atEnd])
}
