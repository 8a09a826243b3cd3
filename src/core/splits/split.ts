import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { lockIntake } from '../desks/lock.ts'
import { recordEvents } from '../events/record.ts'
import { writeLink } from '../links/create.ts'
import { fail, ok, type Result } from '../result.ts'
import { copyMessages } from '../tickets/copy-messages.ts'
import { createTicketWithin, type NewTicket } from '../tickets/create.ts'
import { readWhole } from '../tickets/get.ts'
import type { Message, Person, TicketRef, WholeTicket } from '../tickets/ticket.ts'
import { lockTicket, writeTicket } from '../tickets/write.ts'

export type SplitTicketError =
  | { code: 'ticket_not_found' }
  | { code: 'ticket_merged'; into: TicketRef }
  | { code: 'message_not_found'; place: number }
  | { code: 'requester_unreachable' }

/**
 * Makes some messages of a ticket a ticket of its own, the oldest of them its first; each side is linked to the other. They
 * stay where they were written and say `split_to`. It is of whoever wrote the first of them, where a customer did, else of
 * the ticket's requester. Nobody is mailed. Call it first in its transaction: it locks the intake. Answers the new ticket.
 */
export const splitTicket = async (
  change: Change,
  idOrNumber: string,
  given: { messages: string[]; subject: string },
): Promise<Result<WholeTicket, SplitTicketError>> => {
  await lockIntake(change)
  const locked = await lockTicket(change, idOrNumber)
  if (!locked) return fail({ code: 'ticket_not_found' })
  if (locked.merged_into) return fail({ code: 'ticket_merged', into: locked.merged_into })
  const from = await readWhole(change, locked.id)
  const known = new Set(from.messages.map(({ id }) => id))
  const place = given.messages.findIndex((id) => !known.has(id))
  if (place >= 0) return fail({ code: 'message_not_found', place })
  const chosen = from.messages.filter(({ id }) => given.messages.includes(id))
  const [first] = chosen
  if (!first) return fail({ code: 'message_not_found', place: 0 })
  const requester = await requesterOf(change, from, first)
  if (requester.external_id === null && requester.email === null) return fail({ code: 'requester_unreachable' })
  const made = await createTicketWithin(change, toNewTicket(from, first, requester, given.subject))
  if (!made.ok) throw new Error(`a ticket that is there cannot be made again: ${made.error.code}`)
  // Who is blocked gets no ticket.
  if (made.value.outcome === 'blocked') return fail({ code: 'requester_unreachable' })

  const { ticket } = made.value
  await copyMessages(change, chosen, ticket)
  await noteSplit(change, from.id, chosen, ticket.id)
  await writeLink(change, from.id, ticket.id, 'related')
  await tell(change, from, chosen, ticket)
  return ok(await readWhole(change, ticket.id))
}

const requesterOf = async ({ tx, actor }: Change, { requester }: WholeTicket, { author }: Message): Promise<Person> => {
  if (author.kind !== 'contact' || author.id === null || author.id === requester.id) return requester
  const contact = await tx
    .selectFrom('contact')
    .select(['id', 'external_id', 'email', 'name'])
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', author.id)
    .executeTakeFirst()
  return contact && (contact.external_id !== null || contact.email !== null) ? contact : requester
}

const toNewTicket = (from: WholeTicket, first: Message, requester: Person, subject: string): NewTicket => ({
  requester: {
    externalId: requester.external_id,
    email: requester.external_id === null ? requester.email : null,
    name: requester.name,
  },
  requesterVerified: from.requester_verified,
  subject,
  body: { format: first.format, source: first.markdown ?? first.html ?? first.text },
  channel: from.channel,
  source: from.source,
  status: 'open',
  priority: from.priority,
  department: from.department.id,
  type: from.type.id,
  assignee: null,
  tags: [],
  fields: {},
  metadata: {},
  culture: from.culture,
  participants: [],
  externalRef: null,
  openedAt: null,
  closedAt: null,
  snoozedUntil: null,
  attachments: [],
  public: first.public,
  notify: { requester: false, team: true },
  ai: { answer: false },
})

/** A message that was split off before says where it went last. */
const noteSplit = async (
  { tx, actor }: Change,
  ticketId: string,
  chosen: Message[],
  splitId: string,
): Promise<void> => {
  await tx
    .insertInto('ticket_split')
    .values(
      chosen.map(({ id, merged_from }) => ({
        desk_id: actor.deskId,
        ticket_id: merged_from?.id ?? ticketId,
        message_id: id,
        split_id: splitId,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['desk_id', 'ticket_id', 'message_id'])
        .doUpdateSet({ split_id: sql`excluded.split_id`, created_at: sql`excluded.created_at` }),
    )
    .execute()
}

const tell = async (change: Change, from: WholeTicket, chosen: Message[], made: WholeTicket): Promise<void> => {
  const last = chosen.at(-1)?.created_at ?? made.last_message_at
  const counted = { message_count: chosen.length, last_message_at: last }
  const { messages: _, sla: _1, links: _2, ...ticket } = { ...made, ...counted }
  await writeTicket(change, ticket, counted)
  const split = { id: ticket.id, number: ticket.number }
  await recordEvents(change, [
    {
      type: 'ticket.split',
      ticketId: from.id,
      data: { ticket: { id: from.id, number: from.number }, split_to: split, messages: chosen.map(({ id }) => id) },
    },
    ...(chosen.length === 1
      ? []
      : [
          {
            type: 'ticket.updated',
            ticketId: ticket.id,
            data: { ticket, changes: { message_count: { from: made.message_count, to: ticket.message_count } } },
          },
        ]),
  ])
}
