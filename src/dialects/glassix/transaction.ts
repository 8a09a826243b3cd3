import type { Message } from '../../core/tickets/ticket.ts'
import { guidOf } from './guid.ts'
import { authorOf, type Conversation } from './people.ts'

export const fromMessages = (
  messages: Message[],
  conversation: Conversation,
  linkOf: (attachmentId: string) => string,
) => messages.map((message) => fromMessage(message, conversation, linkOf))

/** A message as a transaction (their page "Transaction"); a note among agents is one of type Note. */
export const fromMessage = (message: Message, conversation: Conversation, linkOf: (attachmentId: string) => string) => {
  const fromParticipant = authorOf(message, conversation)
  return {
    guidTransactionId: guidOf('message', message.id),
    // Its last 53 bits: what every client reads exactly. The whole of the id is in the GUID.
    id: Number(BigInt.asUintN(53, BigInt(message.id))),
    dateTime: message.created_at,
    fromProtocolType: fromParticipant.protocolType,
    type: message.public ? ('Message' as const) : ('Note' as const),
    text: message.text,
    html: message.html,
    status: 'Delivered' as const,
    fromParticipant,
    attachments: message.attachments.map((attachment, place) => ({
      id: place + 1,
      type: KINDS.find(([prefix]) => attachment.media_type.startsWith(prefix))?.[1] ?? 'File',
      fileIdentifier: attachment.id,
      originalFileName: attachment.name,
      thumbnails: [],
      uri: linkOf(attachment.id),
      isEmbedded: false,
      sanitizationState: 'Allowed' as const,
    })),
    payload: null,
    uniqueArgument: conversation.ticket.external_ref,
  }
}

const KINDS = [
  ['image/', 'Image'],
  ['video/', 'Video'],
  ['audio/', 'Audio'],
  ['application/pdf', 'Document'],
] as const
