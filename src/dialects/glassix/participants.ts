import { normaliseEmail } from '../../core/contacts/email.ts'
import type { NewTicket } from '../../core/tickets/create.ts'
import { type ParticipantType, PHONE_PROTOCOLS, type Protocol, type SubProtocol } from './words.ts'

/** A participant as it comes in, its nulls left out (their page "Participant"). */
export type GivenParticipant = {
  type: ParticipantType
  protocolType: Protocol
  subProtocolType: SubProtocol
  name?: string | undefined
  identifier?: string | undefined
  displayName?: string | undefined
  departmentIdentifier?: string | undefined
  userName?: string | undefined
  isActive: boolean
  isDeleted: boolean
  /** The id of the contact that it was matched to; the requester's is the ticket's. */
  contact?: string | undefined
}

export type FieldProblem = { path: string; code: string; message: string }

/**
 * What is wrong with a ticket's participants: at least one is a Client, each Client has an identifier, an address for Mail,
 * 7 to 15 digits without a plus for what goes by telephone.
 */
export const checkParticipants = (participants: GivenParticipant[]): FieldProblem[] => {
  if (!participants.some(({ type }) => type === 'Client')) {
    return [{ path: 'participants', code: 'required', message: 'must have at least one of the type Client' }]
  }
  return participants.flatMap((participant, place) => {
    const wrong = participant.type === 'Client' ? wrongIdentifier(participant) : undefined
    return wrong === undefined ? [] : [{ path: `participants.${place}.identifier`, code: 'invalid', message: wrong }]
  })
}

const wrongIdentifier = ({ protocolType, identifier }: GivenParticipant): string | undefined => {
  if (!identifier) return 'is required for a Client'
  if (protocolType === 'Mail') {
    return normaliseEmail(identifier) === undefined ? 'must be an email address' : undefined
  }
  const isPhone = PHONE_PROTOCOLS.includes(protocolType)
  return isPhone && !/^\d{7,15}$/.test(identifier)
    ? 'must be a full international number: 7 to 15 digits, without a plus sign'
    : undefined
}

/** The customer of the ticket: the first Client by mail, else the first Client. Checked to be there. */
export const requesterAmong = (participants: GivenParticipant[]): GivenParticipant => {
  const found =
    participants.find(({ type, subProtocolType }) => type === 'Client' && !isCopied(subProtocolType)) ??
    participants.find(({ type }) => type === 'Client')
  if (!found) throw new Error('a ticket without a Client was let through')
  return found
}

const isCopied = (sub: SubProtocol): boolean => sub === 'MailCc' || sub === 'MailBcc'

/** Where a customer who is not reached by mail is known from: a telephone number, or an address on a channel. */
export const addressOf = ({
  protocolType,
  identifier = '',
}: GivenParticipant): {
  kind: 'email' | 'phone' | 'channel'
  value: string
} => {
  if (protocolType === 'Mail') return { kind: 'email', value: normaliseEmail(identifier) ?? identifier }
  if (PHONE_PROTOCOLS.includes(protocolType)) return { kind: 'phone', value: `+${identifier}` }
  const channel = protocolType === 'FBmessenger' ? 'FacebookMessenger' : protocolType
  return { kind: 'channel', value: `${channel.toLowerCase()}:${identifier}` }
}

/** The others who get the ticket's mail. */
export const copiedAmong = (
  participants: GivenParticipant[],
  requester: GivenParticipant,
): NewTicket['participants'] => {
  const others = othersAmong(participants, requester).filter(({ protocolType }) => protocolType === 'Mail')
  if (others.length === 0) return []
  const known = new Set([addressOf(requester).value])
  return others.flatMap((participant) => {
    const { value: email } = addressOf(participant)
    if (known.has(email)) return []
    known.add(email)
    const role = participant.subProtocolType === 'MailBcc' ? ('bcc' as const) : ('cc' as const)
    return [{ role, email, name: participant.name ?? null }]
  })
}

/** The Clients besides the customer: each is somebody's contact too. */
export const othersAmong = (
  participants: GivenParticipant[],
  customer = requesterAmong(participants),
): GivenParticipant[] => participants.filter((participant) => participant.type === 'Client' && participant !== customer)
