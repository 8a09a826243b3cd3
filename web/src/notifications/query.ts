import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import type { Notification } from '../api/types.ts'

/** What a member should know of, as GET /v1/notifications has it. */
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
