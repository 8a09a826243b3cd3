import type { FastifyInstance } from 'fastify'
import type { Actor } from '../../core/actor.ts'
import { findAttachment } from '../../core/attachments/find.ts'
import type { Lodge } from '../../core/lodge.ts'
import { type LoggedMessage, listMessages } from '../../core/messages/log.ts'
import { getTicket } from '../../core/tickets/get.ts'
import type { WholeTicket } from '../../core/tickets/ticket.ts'
import { fromAttachment, fromMessage, fromTicket } from '../../dialects/tickiti/read.ts'
import { actorOf } from '../policy.ts'
import { notFound, Problem } from '../problem.ts'
import { tickitiRoute } from './contract.ts'
import { attachmentBody, oneTicket } from './schemas.ts'

const READ = { ability: 'tickets:read' } as const

/** One ticket, what was said on it, and a file of it. */
export const readRoutes = (lodge: Lodge, plugin: FastifyInstance): void => {
  tickitiRoute(lodge, plugin, '/api/v1/tickets/show', READ, oneTicket, async ({ ticket_number }, request) => {
    const actor = actorOf(request)
    const ticket = await findByNumber(lodge, actor, ticket_number)
    const messages = await messagesOf(lodge, actor, ticket)
    return { ok: true, data: { ticket: fromTicket(ticket), responses: messages.map((one) => fromMessage(one)) } }
  })

  tickitiRoute(lodge, plugin, '/api/v1/tickets/responses', READ, oneTicket, async ({ ticket_number }, request) => {
    const actor = actorOf(request)
    const ticket = await findByNumber(lodge, actor, ticket_number)
    const messages = await messagesOf(lodge, actor, ticket)
    return { ok: true, data: { ticket_number: ticket.number, responses: messages.map((one) => fromMessage(one)) } }
  })

  tickitiRoute(lodge, plugin, '/api/v1/tickets/attachment', READ, attachmentBody, async (body, request) => {
    const actor = actorOf(request)
    const ticket = await findByNumber(lodge, actor, body.ticket_number)
    const id = body.response_attachment_id
    const message = ticket.messages.find(({ attachments }) => attachments.some((file) => file.id === id))
    const file = message?.attachments.find((one) => one.id === id)
    if (!message || !file) throw notFound('attachment')
    return {
      ok: true,
      data: {
        ...fromAttachment(file, message.html),
        response_id: message.id,
        content_base64: await contentOf(lodge, actor, id),
      },
    }
  })
}

/** By its number alone: theirs have no other name. */
const findByNumber = async (lodge: Lodge, actor: Actor, number: string): Promise<WholeTicket> => {
  const found = await getTicket(lodge, actor, number)
  if (!found.ok) throw notFound('ticket')
  return found.value
}

/** More than any conversation has. */
const ALL = 10_000

const messagesOf = (lodge: Lodge, actor: Actor, { id, created_at }: WholeTicket): Promise<LoggedMessage[]> =>
  listMessages(lodge, actor, { ticketIds: [id], from: new Date(created_at), before: null, after: null, limit: ALL })

const contentOf = async (lodge: Lodge, actor: Actor, id: string): Promise<string> => {
  const found = await findAttachment(lodge, actor, id)
  const file = found && (await lodge.blobs.read(found.storageKey))
  if (!file)
    throw new Problem(500, 'attachment_file_missing', 'The file of this attachment is gone. Tell your operator.')
  const pieces: Buffer[] = []
  for await (const piece of file) pieces.push(piece as Buffer) // no encoding is set on it
  return Buffer.concat(pieces).toString('base64')
}
