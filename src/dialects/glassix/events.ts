import type { Member } from '../../core/members/member.ts'
import type { Message, Ticket } from '../../core/tickets/ticket.ts'

/** An event of ours, as the log has it. */
type Logged = { id: string; type: string; data: Record<string, unknown>; createdAt: Date }

/** How what events tell of is shown in this contract. */
export type Shown = {
  guidOf: (eventId: string) => string
  state: (ticket: Ticket) => string
  ticket: (ticket: Ticket) => object
  transaction: (message: Message, ticket: Ticket) => object
  owner: (ticket: Ticket) => { id?: string; UserName?: string } | null
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
      return ['NEW_TICKET', ...(message && isSomething(message) ? ['NEW_MESSAGE'] : [])]
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

const isSomething = ({ text, attachments }: Message): boolean => text !== '' || attachments.length > 0

/** An event in their words; undefined where they have none. */
export const toGlassixEvent = (event: Logged, shown: Shown): GlassixEvent | undefined => {
  const names = namesOf(event)
  if (names.length === 0) return undefined
  const data = event.data as Snapshot // as above
  return {
    key: shown.guidOf(event.id),
    dateTime: event.createdAt.toISOString(),
    changes: names.map((name) => ({ _event: name, ...detailsOf(name, data, shown) })),
  }
}

const detailsOf = (name: string, { ticket, message, rating, member }: Snapshot, shown: Shown): object => {
  if (member) return shown.memberStatus(member)
  if (!ticket) return {}
  // The unique argument is on every event: it is what a caller's own system knows the ticket by.
  const of = { ticketId: ticket.number, uniqueArgument: ticket.external_ref, ticket: shown.ticket(ticket) }
  if (name === 'NEW_MESSAGE' && message) return { ...of, transaction: shown.transaction(message, ticket) }
  if (name === 'TICKET_STATE_CHANGE') return { ...of, ticketState: shown.state(ticket) }
  if (name === 'TICKET_OWNER_CHANGE') {
    const owner = shown.owner(ticket)
    return { ...of, owner, ownerId: owner?.id ?? null, ownerUserName: owner?.UserName ?? null }
  }
  if (name === 'SURVEY_UPDATE' && rating) {
    return { ...of, survey: { score: rating.score, comment: rating.comment, dateTime: rating.rated_at } }
  }
  return of
}
