import { inReach } from '../../store/reach.ts'
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { lockTicket } from '../tickets/write.ts'

/** What a requester thought of how their ticket was handled: 1 (bad) to 5 (good). */
export type Rating = { score: number; comment: string | null; rated_at: string }

/** Rates a ticket; who changes their mind rates it again. */
export const rateTicket = async (
  change: Change,
  ticketId: string,
  given: { score: number; comment: string | null },
): Promise<Result<Rating, { code: 'ticket_not_found' }>> => {
  const { tx, actor } = change
  const ticket = await lockTicket(change, ticketId)
  if (!ticket) return fail({ code: 'ticket_not_found' })
  const now = change.at ?? new Date()
  const before = await tx
    .selectFrom('ticket_rating')
    .select(['score', 'rated_at'])
    .where('desk_id', '=', actor.deskId)
    .where('ticket_id', '=', ticket.id)
    .executeTakeFirst()
  await tx
    .insertInto('ticket_rating')
    .values({ desk_id: actor.deskId, ticket_id: ticket.id, ...given, rated_at: now })
    .onConflict((conflict) => conflict.columns(['desk_id', 'ticket_id']).doUpdateSet({ ...given, rated_at: now }))
    .execute()
  const rating: Rating = { ...given, rated_at: now.toISOString() }
  // So that whoever counts ratings can take that one off.
  const previous = before ? { score: before.score, rated_at: before.rated_at.toISOString() } : null
  await recordEvent(change, { type: 'ticket.rated', ticketId: ticket.id, data: { ticket, rating, previous } })
  return ok(rating)
}

/** A ticket's rating, null where it has none, by its number or id. */
export const getRating = async (
  lodge: Lodge,
  actor: Actor,
  idOrNumber: string,
): Promise<Result<{ rating: Rating | null }, { code: 'ticket_not_found' }>> => {
  if (!looksLikeId(idOrNumber)) return fail({ code: 'ticket_not_found' })
  const row = await lodge.store.db
    .selectFrom('ticket as t')
    .leftJoin('ticket_rating as r', (join) =>
      join.onRef('r.desk_id', '=', 't.desk_id').onRef('r.ticket_id', '=', 't.id'),
    )
    .select(['r.score', 'r.comment', 'r.rated_at'])
    .where('t.desk_id', '=', actor.deskId)
    .where(inReach(actor.departments))
    .where((where) => where.or([where('t.number', '=', idOrNumber), where('t.id', '=', idOrNumber)]))
    // A number goes before an id, as everywhere.
    .orderBy((order) => order('t.number', '=', idOrNumber), 'desc')
    .executeTakeFirst()
  if (!row) return fail({ code: 'ticket_not_found' })
  if (row.score === null || row.rated_at === null) return ok({ rating: null })
  return ok({ rating: { score: row.score, comment: row.comment, rated_at: row.rated_at.toISOString() } })
}
