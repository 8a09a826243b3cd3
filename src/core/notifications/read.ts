import type { Change } from '../change.ts'
import { countUnread } from './notification.ts'

/**
 * Marks the acting member's notifications as read: all up to one, or those of a ticket. Answers how many are left. Like a
 * read mark, it is their own affair and writes no event.
 */
export const readNotifications = async (
  { tx, actor: { deskId, memberId, departments } }: Change,
  { upTo, ticketId }: { upTo?: string | undefined; ticketId?: string | undefined },
): Promise<{ unread: number }> => {
  if (memberId === null) return { unread: 0 }
  await tx
    .updateTable('notification')
    .set({ read_at: new Date() })
    .where('desk_id', '=', deskId)
    .where('member_id', '=', memberId)
    .where('read_at', 'is', null)
    .$if(upTo !== undefined, (query) => query.where('id', '<=', upTo ?? ''))
    .$if(ticketId !== undefined, (query) => query.where('ticket_id', '=', ticketId ?? ''))
    .execute()
  return { unread: await countUnread(tx, { deskId, memberId, departments }) }
}
