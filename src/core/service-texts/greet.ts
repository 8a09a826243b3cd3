import type { Change } from '../change.ts'
import { type AddMessageError, addMessage } from '../messages/add.ts'
import { fail, type Result } from '../result.ts'
import type { Message } from '../tickets/ticket.ts'
import { lockTicket } from '../tickets/write.ts'
import { serviceTextFor } from './find.ts'

/**
 * Greets a ticket's customer in their language, as the desk itself. Nobody's first response; its status stays. Mail has
 * acknowledgements of its own, so this goes by chat only: to who reads the conversation, or is told of it by a webhook.
 */
export const greetTicket = async (
  change: Change,
  idOrNumber: string,
): Promise<Result<{ ticketId: string; message: Message }, AddMessageError>> => {
  const ticket = await lockTicket(change, idOrNumber)
  if (!ticket) return fail({ code: 'ticket_not_found' })
  const source = await serviceTextFor(change.tx, change.actor.deskId, 'greeting', ticket)
  return addMessage(change, ticket.id, {
    author: 'system',
    body: { format: 'text', source },
    public: true,
    attachments: [],
  })
}
