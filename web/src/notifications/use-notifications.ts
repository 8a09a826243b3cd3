import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { onLive } from '../live/live.ts'
import { isSeen } from '../live/seen.ts'
import { useTexts } from '../texts/texts.tsx'
import { showNotification } from './browser.ts'
import { withNew } from './merge.ts'
import { notificationsQuery, type Told } from './query.ts'
import { readOfTicket } from './read.ts'

/** Takes in notifications as they come, and shows them by the browser where the member asked for that. Answers the unread. */
export const useNotifications = (): number => {
  const t = useTexts()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { data } = useQuery(notificationsQuery)
  const latest = useRef({ t, navigate })
  latest.current = { t, navigate }
  useEffect(() => {
    const take = (said: unknown) => {
      const { notification: one, unread } = said as Told // as docs/live.md says
      if (!one) {
        // What came while the page was away: only how many is told.
        const known = client.getQueryData(notificationsQuery.queryKey)?.unread
        if (known !== undefined && known !== unread) void client.invalidateQueries(notificationsQuery)
        return
      }
      client.setQueryData(notificationsQuery.queryKey, (all) => all && withNew(all, one, unread))
      const { t, navigate } = latest.current
      const title = t.notifications.kinds[one.kind](one.by?.name ?? t.notifications.somebody)
      const number = String(one.ticket.number)
      if (isSeen(number)) {
        readOfTicket(client, number)
        return
      }
      showNotification(title, `#${number} ${one.ticket.subject}`, one.ticket.id, () => {
        void navigate({ to: '/inbox/tickets/$number', params: { number } })
      })
    }
    const stops = [
      onLive('notification', take),
      onLive('resync', () => void client.invalidateQueries(notificationsQuery)),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [client])
  return data?.unread ?? 0
}
