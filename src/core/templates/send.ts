import type { Change } from '../change.ts'
import { addMessage, type NewMessage } from '../messages/add.ts'
import type { Result } from '../result.ts'
import type { Message } from '../tickets/ticket.ts'
import { replyFromTemplate, type TemplateReply, type TemplateReplyError } from './reply.ts'

/** Adds a message to a ticket: its own words, or what a template makes of the ticket. */
export const sendMessage = (
  change: Change,
  idOrNumber: string,
  given: NewMessage | TemplateReply,
): Promise<Result<{ ticketId: string; message: Message }, TemplateReplyError>> =>
  'template' in given ? replyFromTemplate(change, idOrNumber, given) : addMessage(change, idOrNumber, given)
