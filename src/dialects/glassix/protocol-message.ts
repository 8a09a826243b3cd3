import type { RequestedMessage } from '../../core/messages/request.ts'
import { PHONE_PROTOCOLS, type Protocol } from './words.ts'

/** A message that is of no ticket (their page "Protocol send"); nulls are left out. */
export type ProtocolMessage = {
  protocolType: Protocol
  from?: string | undefined
  to: string
  text?: string | undefined
  html?: string | undefined
  files: string[]
}

/**
 * What is answered to one that was taken: the message as the official C# client reads it. It is not sent yet, and has no
 * number of a provider's.
 */
export const fromProtocolMessage = (message: ProtocolMessage, departmentGuid: string, now: Date) => ({
  text: message.text ?? null,
  html: message.html ?? null,
  protocolType: message.protocolType,
  attachmentUris: message.files,
  from: message.from ?? null,
  to: message.to,
  dateTime: now.toISOString(),
  providerMessageId: null,
  departmentId: departmentGuid,
  status: 'Pending' as const,
  files: message.files,
  serviceProvider: 0,
})

/** The same for the desk's own gateway. */
export const toRequested = (
  message: ProtocolMessage,
  department: RequestedMessage['department'],
): RequestedMessage => ({
  department: { id: department.id, name: department.name },
  channel: message.protocolType.toLowerCase(),
  from: message.from ?? null,
  to: message.to,
  text: message.text ?? null,
  html: message.html ?? null,
  files: message.files,
})

/** What is wrong with whom it is to, where they are reached by telephone. */
export const wrongAddress = (protocol: Protocol, to: string): string | undefined =>
  PHONE_PROTOCOLS.includes(protocol) && !/^\d{7,15}$/.test(to)
    ? 'must be a full international number: 7 to 15 digits, without a plus sign'
    : undefined

/** Their guide "Send a non-ticket message": this is off for a channel until it is switched on. */
export const notSwitchedOn = (protocol: Protocol): string =>
  `Non-ticket messages are not switched on for ${protocol}: no webhook or queue of this desk takes message.requested.`
