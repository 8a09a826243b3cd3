import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, toPage } from '../page.ts'
import { countUnread, type Notification, selectNotifications } from './notification.ts'

type Asked = { limit: number; after: [string] | null; unread: boolean }

/** The acting member's notifications, the newest first; none where the credential stands for nobody. */
export const listNotifications = async (
  { store }: Lodge,
  { deskId, memberId, departments }: Actor,
  { limit, after, unread }: Asked,
): Promise<Page<Notification> & { unread: number }> => {
  if (memberId === null) return { data: [], next_cursor: null, unread: 0 }
  const member = { deskId, memberId, departments }
  const asked = { limit: limit + 1, before: after?.[0] ?? null, unread }
  const [rows, count] = await Promise.all([selectNotifications(store.db, member, asked), countUnread(store.db, member)])
  return {
    ...toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => row,
    ),
    unread: count,
  }
}
