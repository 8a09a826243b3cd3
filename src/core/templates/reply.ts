import type { Change } from '../change.ts'
import { type AddMessageError, addMessage, type NewMessage } from '../messages/add.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Message, TicketSnapshot } from '../tickets/ticket.ts'
import { lockTicket } from '../tickets/write.ts'
import type { InvalidTemplate } from './check.ts'
import { fillTemplate } from './fill.ts'
import { type TemplateNotUsable, usableTemplate } from './find.ts'
import type { RenderOptions, TemplateScope } from './render.ts'
import { scopeOf } from './scope.ts'
import { surroundingsOf } from './surroundings.ts'
import type { Template } from './template.ts'

/** A message whose body comes from a template. */
export type TemplateReply = Omit<NewMessage, 'body'> & {
  /** Id or identifier. */
  template: string
  data: Record<string, unknown>
}

/** Why nothing comes of a template that is there. */
export type RenderError = InvalidTemplate | { code: 'template_renders_nothing' }
export type TemplateReplyError = AddMessageError | TemplateNotUsable | RenderError

/**
 * Adds the message that a template makes of a ticket, in the ticket's language, as if its author had typed it. A variable
 * that is not there prints nothing; a message of nothing is refused.
 */
export const replyFromTemplate = async (
  change: Change,
  idOrNumber: string,
  { template: wanted, data, ...rest }: TemplateReply,
): Promise<Result<{ ticketId: string; message: Message }, TemplateReplyError>> => {
  const template = await usableTemplate(change.tx, change.actor.deskId, wanted)
  if (!template.ok) return template
  const ticket = await lockTicket(change, idOrNumber)
  if (!ticket) return fail({ code: 'ticket_not_found' })
  const scope = scopeOf(ticket, await surroundingsOf(change, ticket.id), data)
  const body = bodyFrom(template.value, ticket, scope)
  return body.ok ? addMessage(change, ticket.id, { ...rest, body: body.value }) : body
}

/** The body of a message to a ticket. */
export const bodyFrom = (
  template: Template,
  ticket: TicketSnapshot,
  scope: TemplateScope,
  missing: RenderOptions['missing'] = 'empty',
): Result<NewMessage['body'], RenderError> => {
  const filled = fillTemplate(template, scope, { missing, culture: ticket.culture })
  if (!filled.ok) return filled
  const { format, source } = filled.value
  return source.trim() === '' ? fail({ code: 'template_renders_nothing' }) : ok({ format, source })
}
