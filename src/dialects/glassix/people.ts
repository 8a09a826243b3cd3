import type { Message, Ticket, WholeTicket } from '../../core/tickets/ticket.ts'
import { guidOf, ZERO_GUID } from './guid.ts'
import { type Kept, readKept } from './kept.ts'
import { type GivenParticipant, requesterAmong } from './participants.ts'
import { type Protocol, shownProtocol } from './words.ts'

/** A ticket with who takes part in it, as they go out: made once, however many messages are shown with it. */
export type Conversation = {
  ticket: Ticket & Partial<WholeTicket>
  kept: Kept
  primaryProtocol: Protocol
  participants: Shown[]
}

export const openConversation = (ticket: Conversation['ticket'], departmentGuid: string): Conversation => {
  const kept = readKept(ticket.metadata)
  const given = givenParticipants({ ticket, kept })
  return { ticket, kept, primaryProtocol: primaryProtocol(given), participants: show(ticket, given, departmentGuid) }
}

/** Its participants as they were given, or of a ticket that came another way its requester and those who are copied. */
export const givenParticipants = ({ ticket, kept }: Pick<Conversation, 'ticket' | 'kept'>): GivenParticipant[] => {
  if (kept.participants.length > 0) return kept.participants
  const { requester } = ticket
  const others = (ticket.participants ?? []).filter(({ member_id }) => member_id === null)
  return [
    byMail(requester.name, requester.email, requester.email === null ? 'Web' : 'Mail', 'MailTo'),
    ...others.map(({ name, email, role }) => byMail(name, email, 'Mail', role === 'bcc' ? 'MailBcc' : 'MailCc')),
  ]
}

const byMail = (
  name: string,
  identifier: string | null,
  protocolType: Protocol,
  subProtocolType: GivenParticipant['subProtocolType'],
): GivenParticipant => ({
  type: 'Client',
  protocolType,
  subProtocolType: protocolType === 'Mail' ? subProtocolType : 'Undefined',
  name,
  identifier: identifier ?? undefined,
  isActive: true,
  isDeleted: false,
})

/** The protocol of its first Client. */
const primaryProtocol = (given: GivenParticipant[]): Protocol =>
  shownProtocol(given.find(({ type }) => type === 'Client')?.protocolType ?? 'Undefined')

/**
 * Its participants as they go out, each with a small number that it keeps within the ticket; last the user who has it, or
 * "Unassigned Tickets" (their page "Participant").
 */
const show = (ticket: Ticket, given: GivenParticipant[], departmentGuid: string): Shown[] => {
  const requester = given.some(({ type }) => type === 'Client') ? requesterAmong(given) : undefined
  const shown = given.map((participant, place) =>
    showOne(participant, place + 1, departmentGuid, participant === requester ? ticket.requester.id : null),
  )
  const { assignee } = ticket
  shown.push(
    showUser(assignee?.name ?? 'Unassigned Tickets', assignee?.email ?? null, shown.length + 1, departmentGuid),
  )
  return shown
}

type Shown = ReturnType<typeof showOne>

const showOne = (participant: GivenParticipant, id: number, departmentGuid: string, contactId: string | null) => ({
  id,
  type: participant.type as string, // a stranger's is System too, which no participant is
  protocolType: shownProtocol(participant.protocolType),
  subProtocolType: participant.subProtocolType,
  name: participant.name ?? null,
  identifier: participant.identifier ?? null,
  displayName: participant.displayName ?? participant.name ?? null,
  departmentIdentifier: participant.departmentIdentifier ?? departmentGuid,
  contactId: contactGuid(contactId ?? participant.contact),
  userName: participant.userName ?? null,
  isActive: participant.isActive,
  isDeleted: participant.isDeleted,
})

const contactGuid = (id: string | undefined): string => (id === undefined ? ZERO_GUID : guidOf('contact', id))

const showUser = (name: string, userName: string | null, id: number, departmentGuid: string): Shown =>
  showOne(
    {
      type: 'User',
      protocolType: 'Web',
      subProtocolType: 'Undefined',
      name,
      identifier: userName ?? ZERO_GUID,
      userName: userName ?? undefined,
      isActive: true,
      isDeleted: false,
    },
    id,
    departmentGuid,
    null,
  )

/** Who wrote a message: the customer, the user, or the system. */
export const authorOf = ({ author: { kind, id, name } }: Message, { participants }: Conversation): Shown => {
  const found =
    kind === 'contact'
      ? participants.find(({ type }) => type === 'Client')
      : participants.find(({ type, name: known }) => type === 'User' && known === name && id !== null)
  if (found) return found
  const departmentGuid = participants.at(-1)?.departmentIdentifier ?? ZERO_GUID
  return { ...showUser(name ?? '', null, 0, departmentGuid), type: kind === 'system' ? 'System' : 'User' }
}
