import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import type { Lodge } from '../lodge.ts'
import { findResolutionCategory } from '../resolution-categories/resolution-category.ts'
import { fail, ok, type Result } from '../result.ts'
import { findTicketId } from './find.ts'
import type { StatusError } from './status.ts'
import type { Named, TicketSnapshot } from './ticket.ts'

type State = Pick<TicketSnapshot, 'id' | 'status' | 'resolved_at' | 'closed_at'>

/** How a ticket was resolved: which category, and when that was said. */
export type Resolution = { category: Named & { color: string | null }; set_at: string }

/** What changes of a ticket's resolution: from which category to which. */
export type ResolutionChange = { from: Named | null; to: Named | null }

/** Finds the category that a change names. A ticket that is not done by then was not resolved in any way. */
export const resolveResolution = async (
  change: Change,
  after: State,
  wanted: string,
): Promise<Result<Named, StatusError>> => {
  const wrong = (reason: string, message: string) =>
    fail<StatusError>({ code: 'invalid_status', path: 'resolution', reason, message })
  if (after.status !== 'resolved' && after.status !== 'closed') {
    return wrong('not_resolved', 'goes with the status resolved or closed')
  }
  const found = await findResolutionCategory(change, wanted)
  if (found) return ok({ id: found.id, name: found.name })
  return wrong('resolution_category_not_found', 'is not the id or name of a resolution category of this desk')
}

/** Writes how a locked ticket was resolved, or that nothing is said of it. Undefined where that is as it was. */
export const writeResolution = async (
  { tx, actor }: Change,
  before: State,
  category: Named | null,
  at: Date,
): Promise<ResolutionChange | undefined> => {
  const known = await readResolution(tx, actor, before.id)
  const from = known && { id: known.category.id, name: known.category.name }
  if (from?.id === category?.id) return undefined
  if (category === null) {
    await tx
      .deleteFrom('ticket_resolution')
      .where('desk_id', '=', actor.deskId)
      .where('ticket_id', '=', before.id)
      .execute()
  } else {
    const columns = { category_id: category.id, set_at: at }
    await tx
      .insertInto('ticket_resolution')
      .values({ desk_id: actor.deskId, ticket_id: before.id, ...columns })
      .onConflict((conflict) => conflict.columns(['desk_id', 'ticket_id']).doUpdateSet(columns))
      .execute()
  }
  return { from, to: category }
}

/** How a ticket was resolved; null where nobody said, or it was opened again since. By number or id. */
export const getResolution = async (
  { store }: Lodge,
  actor: Actor,
  idOrNumber: string,
): Promise<Result<Resolution | null, { code: 'ticket_not_found' }>> => {
  const id = await findTicketId(store.db, actor, idOrNumber)
  return id === undefined ? fail({ code: 'ticket_not_found' }) : ok(await readResolution(store.db, actor, id))
}

const readResolution = async (
  db: Lodge['store']['db'],
  { deskId }: Actor,
  ticketId: string,
): Promise<Resolution | null> => {
  const row = await db
    .selectFrom('ticket_resolution as r')
    .innerJoin('ticket as t', (join) => join.onRef('t.desk_id', '=', 'r.desk_id').onRef('t.id', '=', 'r.ticket_id'))
    .innerJoin('resolution_category as c', (join) =>
      join.onRef('c.desk_id', '=', 'r.desk_id').onRef('c.id', '=', 'r.category_id'),
    )
    .select(['c.id', 'c.name', 'c.color', 'r.set_at'])
    .where('r.desk_id', '=', deskId)
    .where('r.ticket_id', '=', ticketId)
    .where('t.status', 'in', ['resolved', 'closed'])
    .where(sql<boolean>`r.set_at >= coalesce(t.resolved_at, t.closed_at)`)
    .executeTakeFirst()
  if (!row) return null
  const { set_at, ...category } = row
  return { category, set_at: set_at.toISOString() }
}
