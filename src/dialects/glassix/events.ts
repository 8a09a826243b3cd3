import type { Member } from '../../core/members/member.ts'
import { saysSomething, tallyOf } from '../../core/tickets/tally.ts'
import type { Message, Ticket } from '../../core/tickets/ticket.ts'
import type { Known } from './measures.ts'

/** An event of ours, as the log has it. */
type Logged = { id: string; type: string; actor: { kind: string }; data: Record<string, unknown>; createdAt: Date }

/** How what events tell of is shown in this contract. */
export type Shown = {
  guidOf: (eventId: string) => string
  state: (ticket: Ticket) => string
  ticket: (ticket: Ticket, known: Known) => object
  transaction: (message: Message, ticket: Ticket) => object
  owner: (ticket: Ticket) => { id?: string; UserName?: string } | null
  customer: (ticket: Ticket) => object | null
  memberStatus: (member: Member) => object
}

/** One event of theirs (their page "Events"): all that one change of ours means to them. */
export type GlassixEvent = { key: string; dateTime: string; changes: ({ _event: string } & Record<string, unknown>)[] }

/** Our types of events that they may have a word for: what a queue is asked for. */
export const TOLD_TYPES = [
  'ticket.created',
  'ticket.updated',
  'message.created',
  'ticket.rated',
  'member.availability_changed',
]

/** A snapshot's parts, as the verbs that write these types have them. */
type Snapshot = {
  ticket?: Ticket
  message?: Message
  changes?: Record<string, unknown>
  rating?: { score: number; comment: string | null; rated_at: string }
  member?: Member
}

/** Their words for what happened: none where they have none, as for a change of priority. */
export const namesOf = ({ type, data }: Pick<Logged, 'type' | 'data'>): string[] => {
  const { changes = {}, message } = data as Snapshot // as TOLD_TYPES are written
  const changed = [
    ...('status' in changes ? ['TICKET_STATE_CHANGE'] : []),
    ...('assignee' in changes ? ['TICKET_OWNER_CHANGE'] : []),
  ]
  switch (type) {
    case 'ticket.created':
      // A ticket without words begins with an empty message, which nobody wrote.
      return ['NEW_TICKET', ...(message && saysSomething(message) ? ['NEW_MESSAGE'] : [])]
    case 'ticket.updated':
      return changed
    case 'message.created':
      return [...(message?.public ? ['NEW_MESSAGE'] : []), ...changed]
    case 'ticket.rated':
      return ['SURVEY_UPDATE']
    case 'member.availability_changed':
      return ['USER_STATUS_CHANGE']
    default:
      return []
  }
}

/** An event in their words; undefined where they have none. */
export const toGlassixEvent = (event: Logged, shown: Shown): GlassixEvent | undefined => {
  const names = namesOf(event)
  if (names.length === 0) return undefined
  const data = event.data as Snapshot // as above
  return {
    key: shown.guidOf(event.id),
    dateTime: event.createdAt.toISOString(),
    changes: names.map((name) => ({ _event: name, ...detailsOf(name, data, shown, knownBy(event)) })),
  }
}

/** What an event says of its ticket's whole life: all of it where the ticket was filed, else who ended it just now. */
const knownBy = ({ type, actor, data }: Logged): Known => {
  const { message, changes = {} } = data as Snapshot // as above
  const isFiled = type === 'ticket.created'
  return {
    ...(isFiled && { tally: tallyOf(message ? [message] : []) }),
    ...((isFiled || 'status' in changes) && { endedBy: actor.kind }),
  }
}

const detailsOf = (name: string, { ticket, message, rating, member }: Snapshot, shown: Shown, known: Known): object => {
  if (member) return shown.memberStatus(member)
  if (!ticket) return {}
  // The unique argument is on every event: it is what a caller's own system knows the ticket by.
  const of = { ticketId: ticket.number, uniqueArgument: ticket.external_ref, ticket: shown.ticket(ticket, known) }
  if (name === 'NEW_MESSAGE' && message) return { ...of, transaction: shown.transaction(message, ticket) }
  if (name === 'TICKET_STATE_CHANGE') return { ...of, ticketState: shown.state(ticket) }
  if (name === 'TICKET_OWNER_CHANGE') {
    const owner = shown.owner(ticket)
    return { ...of, owner, ownerId: owner?.id ?? null, ownerUserName: owner?.UserName ?? null }
  }
  if (name === 'SURVEY_UPDATE' && rating) {
    return { ...of, participant: shown.customer(ticket), surveys: answersOf(rating) }
  }
  return of
}

/** There is one survey, with a rating from 1 to 5 and, where it was given, a comment: each an answer as their C# client reads it. */
const answersOf = ({ score, comment }: { score: number; comment: string | null }) => {
  const answer = { surveyId: 1, headerTitle: '', isDisabled: false }
  return [
    { ...answer, id: 1, title: 'Rating', value: String(score), isMandatory: true, questionType: 'Rating' },
    ...(comment
      ? [{ ...answer, id: 2, title: 'Comment', value: comment, isMandatory: false, questionType: 'Text' }]
      : []),
  ]
}
