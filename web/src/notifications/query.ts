import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'

/** What a member should know of, as GET /v1/notifications has it. */
export type Notification = {
  id: string
  kind: 'mention' | 'assignment' | 'reply' | 'not_sent'
  ticket: { id: string; number: number; subject: string }
  message_id: string | null
  by: { id: string | null; name: string } | null
  created_at: string
  read_at: string | null
}

export type Notifications = { data: Notification[]; next_cursor: string | null; unread: number }

/** What the live stream tells: one that has come in, or none as it begins; and how many are unread now. */
export type Told = { notification: Notification | null; unread: number }

const SHOWN = 30

/** The newest notifications, and how many are unread. The live stream adds to them. */
export const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: () => api.get<Notifications>('/v1/notifications', { limit: SHOWN }),
  staleTime: Number.POSITIVE_INFINITY,
})
