import type { LinkKind } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { lockInOrder } from '../tickets/lock-in-order.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'
import { lockTicket } from '../tickets/write.ts'
import { inverseOf, type TicketLink } from './link.ts'

export type LinkTicketsError =
  | { code: 'ticket_not_found' }
  | { code: 'other_not_found' }
  | { code: 'same_ticket' }
  | { code: 'linked_already' }
  | { code: 'too_many_links' }

/** More than this is a list, which tags and watchlists are for. */
export const LINKS_MAX = 100

/** Links two tickets, by numbers or ids; `kind` is what the other is to the first. Two tickets have one link at most. */
export const linkTickets = async (
  change: Change,
  idOrNumber: string,
  given: { ticket: string; kind: LinkKind },
): Promise<Result<TicketLink, LinkTicketsError>> => {
  await lockInOrder(change, [idOrNumber, given.ticket])
  const ticket = await lockTicket(change, idOrNumber)
  if (!ticket) return fail({ code: 'ticket_not_found' })
  const other = await lockTicket(change, given.ticket)
  if (!other) return fail({ code: 'other_not_found' })
  if (ticket.id === other.id) return fail({ code: 'same_ticket' })
  if ((await countLinks(change, [ticket.id, other.id])) >= LINKS_MAX) return fail({ code: 'too_many_links' })
  const at = await writeLink(change, ticket.id, other.id, given.kind)
  if (!at) return fail({ code: 'linked_already' })
  const link = toLink(other, given.kind, at)
  await recordEvent(change, { type: 'ticket.linked', ticketId: ticket.id, data: toEvent(ticket, link) })
  return ok(link)
}

/** Writes both sides of a link of locked tickets; undefined where they have one. */
export const writeLink = async (
  { tx, actor }: Change,
  id: string,
  otherId: string,
  kind: LinkKind,
): Promise<Date | undefined> => {
  const at = new Date()
  const row = { desk_id: actor.deskId, created_at: at }
  const written = await tx
    .insertInto('ticket_link')
    .values([
      { ...row, ticket_id: id, other_id: otherId, kind },
      { ...row, ticket_id: otherId, other_id: id, kind: inverseOf(kind) },
    ])
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return written.numInsertedOrUpdatedRows === 2n ? at : undefined
}

/** The most links that one of some tickets has. */
const countLinks = async ({ tx, actor }: Change, ids: string[]): Promise<number> => {
  const rows = await tx
    .selectFrom('ticket_link')
    .select((of) => of.fn.countAll<string>().as('count'))
    .where('desk_id', '=', actor.deskId)
    .where('ticket_id', 'in', ids)
    .groupBy('ticket_id')
    .execute()
  return Math.max(0, ...rows.map(({ count }) => Number(count)))
}

/** No more than which tickets: what either says of people is erased with it, and not with the other. */
export const toEvent = ({ id, number }: TicketSnapshot, { ticket: other, kind, created_at }: TicketLink) => ({
  ticket: { id, number },
  link: { ticket: { id: other.id, number: other.number }, kind, created_at },
})

export const toLink = (
  { id, number, subject, status }: TicketLink['ticket'],
  kind: LinkKind,
  createdAt: Date,
): TicketLink => ({ ticket: { id, number, subject, status }, kind, created_at: createdAt.toISOString() })
