import type { QueryClient } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import type { Notification } from '../api/types.ts'
import { toastProblem } from '../ui/toasts.tsx'
import { withRead } from './merge.ts'
import { notificationsQuery } from './query.ts'

const mark = (client: QueryClient, isRead: (one: Notification) => boolean, body: object): void => {
  const now = new Date().toISOString()
  client.setQueryData(notificationsQuery.queryKey, (all) => all && withRead(all, isRead, now))
  api
    .put<{ unread: number }>('/v1/notifications/read', body)
    .then(
      ({ unread }) => client.setQueryData(notificationsQuery.queryKey, (all) => all && { ...all, unread }),
      toastProblem,
    )
}

/** Marks all up to the newest as read. */
export const readAll = (client: QueryClient, newest: Notification): void =>
  mark(client, () => true, { up_to: newest.id })

/** Marks those of a ticket as read, where there are any: whoever looks at it knows. */
export const readOfTicket = (client: QueryClient, number: string): void => {
  const isOf = ({ ticket }: Notification) => String(ticket.number) === number
  const unread = client.getQueryData(notificationsQuery.queryKey)?.data.find((one) => one.read_at === null && isOf(one))
  if (unread) mark(client, isOf, { ticket: unread.ticket.id })
}
