import type { AddMessageError } from '../../../core/messages/add.ts'
import type { CreateTicketError } from '../../../core/tickets/create.ts'
import type { ListTicketsError } from '../../../core/tickets/list.ts'
import type { TicketRef } from '../../../core/tickets/ticket.ts'
import type { UpdateTicketError } from '../../../core/tickets/update.ts'
import { keyConflict } from '../../once.ts'
import { type FieldError, notFound, Problem } from '../../problem.ts'
import { type TemplateUseError, toUseProblem } from '../templates/use-problems.ts'

type TicketError = CreateTicketError | ListTicketsError | UpdateTicketError | AddMessageError | TemplateUseError

const REFERENCE = {
  department_not_found: { path: 'department', message: 'is not the id or name of a department of this desk' },
  ticket_type_not_found: { path: 'type', message: 'is not the id or name of a ticket type of this desk' },
  assignee_not_found: { path: 'assignee', message: 'is not the id or address of a member of this desk' },
  member_not_found: { path: 'mentions', message: 'names somebody who is no member of this desk' },
  attachment_not_found: { path: 'attachments', message: 'names an upload that is not there, or is taken already' },
}

/** Each way a ticket's verbs can refuse, as an answer. */
export const toProblem = (error: TicketError): Problem => {
  switch (error.code) {
    case 'ticket_not_found':
      return notFound('ticket')
    case 'ticket_merged':
      return merged(error.into)
    case 'idempotency_key_conflict':
      return keyConflict()
    case 'invalid_field':
    case 'invalid_status':
      return invalidBody([{ path: error.path, code: error.reason, message: error.message }])
    case 'too_large':
      return invalidBody([{ path: error.path, code: error.code, message: error.message }])
    case 'conversation_moved_on': {
      const detail = 'Others wrote on this ticket meanwhile: read that first, then send it with what you have seen.'
      return new Problem(409, error.code, detail, { extensions: { messages: error.messages } })
    }
    case 'template_not_found':
    case 'template_disabled':
    case 'template_renders_nothing':
    case 'invalid_template':
      return toUseProblem(error)
    default: {
      const { path, message } = REFERENCE[error.code]
      return new Problem(400, error.code, `${path} ${message}.`, { errors: [{ path, code: error.code, message }] })
    }
  }
}

/** What it says goes on elsewhere: `errors` names the ticket. */
export const merged = ({ id, number }: TicketRef): Problem =>
  new Problem(409, 'ticket_merged', `This ticket was merged into #${number}: go on there.`, {
    errors: [{ path: 'merged_into', code: 'ticket_merged', message: id }],
  })

export const invalidBody = (errors: FieldError[]): Problem =>
  new Problem(400, 'invalid_body', `${errors[0]?.path} ${errors[0]?.message}.`, { errors })
