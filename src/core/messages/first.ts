import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'

/** The id of the message that a ticket began with; null where it was taken away. */
export const firstMessageOf = async ({ store }: Lodge, deskId: DeskId, ticketId: string): Promise<string | null> => {
  const row = await store.db
    .selectFrom('message')
    .select('id')
    .where('desk_id', '=', deskId)
    .where('ticket_id', '=', ticketId)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}
