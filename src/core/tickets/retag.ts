import { sql } from 'kysely'
import type { Change } from '../change.ts'
import type { TicketSnapshot } from './ticket.ts'

/** Gives a ticket the tags it has in `after`: those it lost are taken off, those it got are made on first use. */
export const retagTicket = async (
  { tx, lodge, actor }: Change,
  before: TicketSnapshot,
  after: TicketSnapshot,
): Promise<void> => {
  const lost = before.tags.filter((name) => !after.tags.includes(name))
  // In one order, so that two changes that make the same new tags wait for each other rather than deadlock.
  const got = after.tags.filter((name) => !before.tags.includes(name)).sort()
  if (lost.length > 0) {
    await tx
      .deleteFrom('ticket_tag')
      .where('desk_id', '=', actor.deskId)
      .where('ticket_id', '=', after.id)
      .where('tag_id', 'in', (tags) =>
        tags.selectFrom('tag').select('id').where('desk_id', '=', actor.deskId).where('name', 'in', lost),
      )
      .execute()
  }
  if (got.length === 0) return
  await tx
    .insertInto('tag')
    .values(got.map((name) => ({ desk_id: actor.deskId, id: lodge.store.nextId(), name })))
    .onConflict((conflict) => conflict.columns(['desk_id', 'name']).doNothing())
    .execute()
  await tx
    .insertInto('ticket_tag')
    .columns(['desk_id', 'ticket_id', 'tag_id', 'status', 'updated_at'])
    .expression((tags) =>
      tags
        .selectFrom('tag')
        .select([
          'desk_id',
          sql<string>`${after.id}::bigint`.as('ticket_id'),
          'id',
          sql<typeof after.status>`${after.status}::ticket_status`.as('status'),
          sql<Date>`${after.updated_at}::timestamptz`.as('updated_at'),
        ])
        .where('desk_id', '=', actor.deskId)
        .where('name', 'in', got),
    )
    .execute()
}
