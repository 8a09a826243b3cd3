import { hash } from 'node:crypto'
import { type Actor, unbound } from '../actor.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { copyMessages } from './copy-messages.ts'
import { createTicket, type NewTicket } from './create.ts'
import type { Named, WholeTicket } from './ticket.ts'
import { updateTicket } from './update.ts'
import { lockTicket, writeTicket } from './write.ts'

export type MoveTicketError =
  | { code: 'moved_already' }
  | { code: 'requester_unreachable' }
  | { code: 'department_not_found' }

/**
 * Moves a ticket to another department as a ticket of its own: with a new number, the whole conversation and what is on it,
 * but nobody's. The old one is closed; each says in its metadata (`moved_to`, `moved_from`) where the other is. Nobody is
 * mailed. Made in two steps, the second of which a repetition finishes: the first is done once for a ticket and department.
 * Errors: it was moved before; its requester has neither an external id nor an address to be found by.
 */
export const moveTicket = async (
  lodge: Lodge,
  actor: Actor,
  from: WholeTicket,
  to: Named,
): Promise<Result<{ number: number }, MoveTicketError>> => {
  if (from.metadata.moved_to !== undefined || from.merged_into) return fail({ code: 'moved_already' })
  if (from.requester.external_id === null && from.requester.email === null) {
    return fail({ code: 'requester_unreachable' })
  }
  const key = `move/${from.id}/${to.id}`
  const made = await createTicket(lodge, actor, twinOf(from, to), { key, requestHash: hash('sha256', key) })
  if (!made.ok) return made.error.code === 'department_not_found' ? fail(made.error) : broken(made.error.code)
  if (made.value.outcome === 'blocked') return fail({ code: 'requester_unreachable' })
  const twin = made.value.ticket
  const isDone = await lodge.store.db
    .transaction()
    .execute((tx) => finish({ tx, lodge, actor: unbound(actor) }, from, twin))
  lodge.nudge()
  return isDone ? ok({ number: twin.number }) : fail({ code: 'moved_already' })
}

const broken = (code: string): never => {
  throw new Error(`a ticket that is there cannot be made again: ${code}`)
}

const twinOf = (from: WholeTicket, to: Named): NewTicket => {
  const [first] = from.messages
  const isDone = from.status === 'closed' || from.status === 'resolved'
  const date = (text: string | null) => (text === null ? null : new Date(text))
  return {
    requester: {
      externalId: from.requester.external_id,
      email: from.requester.external_id === null ? from.requester.email : null,
      name: from.requester.name,
    },
    requesterVerified: from.requester_verified,
    subject: from.subject,
    body: first
      ? { format: first.format, source: first.markdown ?? first.html ?? first.text }
      : { format: 'text', source: '' },
    channel: from.channel,
    source: from.source,
    status: from.status,
    priority: from.priority,
    department: to.id,
    type: from.type.id,
    assignee: null,
    tags: from.tags,
    fields: from.fields,
    metadata: { ...from.metadata, moved_from: { ticket: from.number, department: from.department.id } },
    culture: from.culture,
    participants: from.participants.flatMap(({ role, email, name }) => (email === null ? [] : [{ role, email, name }])),
    externalRef: from.external_ref,
    openedAt: new Date(from.opened_at),
    closedAt: isDone ? date(from.closed_at ?? from.resolved_at) : null,
    snoozedUntil: date(from.snoozed_until),
    attachments: [],
    public: first?.public ?? true,
    notify: { requester: false, team: true },
    ai: { answer: false },
  }
}

/** False where somebody else has moved it meanwhile. */
const finish = async (change: Change, from: WholeTicket, twin: WholeTicket): Promise<boolean> => {
  const before = await lockTicket(change, from.id)
  const made = await lockTicket(change, twin.id)
  if (!before || !made || before.metadata.moved_to !== undefined || before.merged_into) return false
  await copyMessages(change, from.messages, twin)
  const after = {
    ...made,
    message_count: from.messages.length,
    first_response_at: from.first_response_at,
    last_message_at: from.last_message_at,
    updated_at: new Date().toISOString(),
  }
  await writeTicket(change, after, {
    message_count: after.message_count,
    first_response_at: after.first_response_at,
    last_message_at: after.last_message_at,
    updated_at: after.updated_at,
  })
  const changes = { message_count: { from: made.message_count, to: after.message_count } }
  await recordEvent(change, { type: 'ticket.updated', ticketId: after.id, data: { ticket: after, changes } })
  const closed = await updateTicket(change, from.id, {
    ...(before.status === 'spam' ? {} : { status: 'closed' as const }),
    metadata: { moved_to: { ticket: twin.number, department: twin.department.id } },
    tellRequester: false,
  })
  if (!closed.ok) broken(closed.error.code)
  return true
}
