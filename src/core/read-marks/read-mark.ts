import { sql } from 'kysely'
import { inReach } from '../../store/reach.ts'
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { lockTicket } from '../tickets/write.ts'

/** How far a ticket was read; `unread` is whether anybody wrote since. */
export type ReadMark = { unread: boolean; read_at: string | null }

type NotFound = { code: 'ticket_not_found' }

/** Whose mark an actor's is: their member's; everybody's (0), where the credential stands for nobody. */
export const readerOf = (actor: Actor): string => actor.memberId ?? '0'

/**
 * Marks a ticket as read up to now, or as unread, for the acting member; for everybody where the credential stands for
 * nobody. A mark is its reader's own affair: like being seen, it writes no event.
 */
export const markTicket = async (
  change: Change,
  idOrNumber: string,
  read: boolean,
): Promise<Result<ReadMark, NotFound>> => {
  const { tx, actor } = change
  const ticket = await lockTicket(change, idOrNumber)
  if (!ticket) return fail({ code: 'ticket_not_found' })
  const key = { desk_id: actor.deskId, ticket_id: ticket.id, member_id: readerOf(actor) }
  // The beginning of time says unread, although everybody else's mark may say read.
  const readAt = read ? new Date() : new Date(0)
  await tx
    .insertInto('ticket_read')
    .values({ ...key, read_at: readAt })
    .onConflict((conflict) => conflict.columns(['desk_id', 'ticket_id', 'member_id']).doUpdateSet({ read_at: readAt }))
    .execute()
  return ok(toMark(readAt, new Date(ticket.last_message_at)))
}

/** How far the acting member has read a ticket: by their own mark, else by everybody's. */
export const getReadMark = async (
  lodge: Lodge,
  actor: Actor,
  idOrNumber: string,
): Promise<Result<ReadMark, NotFound>> => {
  if (!looksLikeId(idOrNumber)) return fail({ code: 'ticket_not_found' })
  const found = await sql<{ last_message_at: Date; read_at: Date | null }>`
    select t.last_message_at, (
      select r.read_at from ticket_read r
      where r.desk_id = t.desk_id and r.ticket_id = t.id and r.member_id in (0, ${readerOf(actor)})
      order by r.member_id desc limit 1
    ) as read_at
    from ticket t
    where t.desk_id = ${actor.deskId} and ${inReach(actor.departments)} and (t.number = ${idOrNumber}::bigint or t.id = ${idOrNumber}::bigint)
    -- A number goes before an id, as everywhere.
    order by t.number = ${idOrNumber}::bigint desc limit 1`.execute(lodge.store.db)
  const row = found.rows[0]
  return row ? ok(toMark(row.read_at, row.last_message_at)) : fail({ code: 'ticket_not_found' })
}

/** Whether anybody wrote since a mark; the beginning of time is none. */
export const isUnread = (readAt: Date | null, lastMessageAt: Date): boolean =>
  readAt === null || readAt.getTime() === 0 || readAt < lastMessageAt

const toMark = (readAt: Date | null, lastMessageAt: Date): ReadMark => ({
  unread: isUnread(readAt, lastMessageAt),
  read_at: readAt !== null && readAt.getTime() > 0 ? readAt.toISOString() : null,
})
