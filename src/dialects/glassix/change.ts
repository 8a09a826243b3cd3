import type { TicketSnapshot } from '../../core/tickets/ticket.ts'
import type { TicketChange } from '../../core/tickets/update.ts'
import { keepParticipants, readKept } from './kept.ts'
import { givenParticipants } from './people.ts'
import { SNOOZE_MS, STATE_OF, STATUS_OF, type State } from './words.ts'

/** Changes of a ticket in our words, by the endpoint that asks for them. */

/** What is in the state already stays in its status: resolved is Closed as well. */
export const toState = (ticket: TicketSnapshot, state: State, now: Date): TicketChange => {
  if (STATE_OF[ticket.status] === state) return {}
  return {
    status: STATUS_OF[state],
    ...(state === 'Snoozed' && { snoozedUntil: new Date(now.getTime() + SNOOZE_MS) }),
  }
}

export const withFields = (given: {
  fields: Record<string, string>
  uniqueArgument?: string | undefined
  details?: Record<string, unknown> | undefined
}): TicketChange => {
  const { field1, ...fields } = given.fields
  return {
    subject: field1,
    fields,
    externalRef: given.uniqueArgument,
    ...(given.details && { metadata: { details: given.details } }),
  }
}

/** Undefined where the ticket has no participant of this number. The user who has the ticket is not one of them. */
export const withParticipantName = (ticket: TicketSnapshot, id: number, name: string): TicketChange | undefined => {
  const participants = participantsOf(ticket)
  if (!participants[id - 1]) return undefined
  const renamed = participants.map((participant, place) =>
    place === id - 1 ? { ...participant, name, displayName: undefined } : participant,
  )
  return { metadata: { participants: keepParticipants(renamed) } }
}

/** `userName` is normalised; `keep` leaves who had it among the participants. */
export const withOwner = (ticket: TicketSnapshot, userName: string, keep: boolean): TicketChange => {
  const { assignee } = ticket
  const participants = participantsOf(ticket)
  const isThere = participants.some((participant) => participant.userName === assignee?.email)
  if (!keep || !assignee || isThere || assignee.email === userName) return { assignee: userName }
  const left = {
    type: 'User' as const,
    protocolType: 'Web' as const,
    subProtocolType: 'Undefined' as const,
    name: assignee.name,
    userName: assignee.email,
    isActive: true,
    isDeleted: false,
  }
  return { assignee: userName, metadata: { participants: keepParticipants([...participants, left]) } }
}

export const withSummary = (memberId: string | null, text: string): TicketChange => ({
  metadata: { summary: { text, member_id: memberId, at: new Date().toISOString() } },
})

const participantsOf = (ticket: TicketSnapshot) => givenParticipants({ ticket, kept: readKept(ticket.metadata) })
