import type { Notification } from '../api/types.ts'
import type { Notifications } from './query.ts'

const KEPT = 50

/** The list with one that has just come in, once, and how many are unread with it. */
export const withNew = (all: Notifications, fresh: Notification, unread: number): Notifications =>
  all.data.some(({ id }) => id === fresh.id)
    ? { ...all, unread }
    : { ...all, data: [fresh, ...all.data].slice(0, KEPT), unread }

/** The list with some of them read. */
export const withRead = (all: Notifications, isRead: (one: Notification) => boolean, now: string): Notifications => {
  const read = all.data.filter((one) => one.read_at === null && isRead(one)).length
  if (read === 0) return all
  return {
    ...all,
    data: all.data.map((one) => (one.read_at === null && isRead(one) ? { ...one, read_at: now } : one)),
    unread: Math.max(0, all.unread - read),
  }
}
