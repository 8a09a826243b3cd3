import type { Message, Ticket, WholeTicket } from '../../core/tickets/ticket.ts'
import { guidOf, ZERO_GUID } from './guid.ts'
import type { Kept } from './kept.ts'
import { type GivenParticipant, requesterAmong } from './participants.ts'
import { type Protocol, shownProtocol } from './words.ts'

/** What is known of who takes part in a ticket. */
export type Conversation = { ticket: Ticket & Partial<WholeTicket>; kept: Kept; departmentGuid: string }

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
export const primaryProtocol = (conversation: Conversation): Protocol =>
  shownProtocol(givenParticipants(conversation).find(({ type }) => type === 'Client')?.protocolType ?? 'Undefined')

/**
 * Its participants as they go out, each with a small number that it keeps within the ticket; last the user who has it, or
 * "Unassigned Tickets" (their page "Participant").
 */
export const fromParticipants = (conversation: Conversation) => {
  const given = givenParticipants(conversation)
  const requester = given.some(({ type }) => type === 'Client') ? given.indexOf(requesterAmong(given)) : -1
  const shown = given.map((participant, place) =>
    show(participant, place + 1, conversation, place === requester ? conversation.ticket.requester.id : null),
  )
  return [...shown, ownerOf(conversation, shown.length + 1)]
}

type Shown = ReturnType<typeof show>

const show = (
  participant: GivenParticipant,
  id: number,
  { departmentGuid }: Conversation,
  contactId: string | null,
) => ({
  id,
  type: participant.type as string,
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

const ownerOf = (conversation: Conversation, id: number): Shown => {
  const { assignee } = conversation.ticket
  const name = assignee?.name ?? 'Unassigned Tickets'
  return user(conversation, id, name, assignee?.email ?? null)
}

const user = (conversation: Conversation, id: number, name: string, userName: string | null): Shown =>
  show(
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
    conversation,
    null,
  )

/** Who wrote a message: the customer, the user, or the system. */
export const authorOf = (message: Message, conversation: Conversation): Shown => {
  const everybody = fromParticipants(conversation)
  const { kind, id, name } = message.author
  const found =
    kind === 'contact'
      ? everybody.find(({ type }) => type === 'Client')
      : everybody.find(({ type, name: known }) => type === 'User' && known === name && id !== null)
  if (found) return found
  const stranger = user(conversation, 0, name ?? '', null)
  return { ...stranger, type: kind === 'system' ? 'System' : 'User' }
}
