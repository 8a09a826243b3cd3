import type { Change } from '../change.ts'
import type { RunError } from '../interventions/run.ts'
import type { AddMessageError } from '../messages/add.ts'
import type { TemplateReplyError } from '../templates/reply.ts'
import type { UpdateTicketError } from '../tickets/update.ts'

export type ActionError = UpdateTicketError | AddMessageError | TemplateReplyError | RunError

/** What an action or a change of the ticket names. */
type Names = {
  department?: string | undefined
  type?: string | undefined
  assignee?: string | null | undefined
  template?: string | undefined
  intervention?: string | undefined
}

/** Why a rule's action failed, in words for the rule's owner. */
export const explain = async (change: Change, error: ActionError, names: Names): Promise<string> => {
  const nameOf = (table: Table, id: string | null | undefined) => readName(change, table, id)
  switch (error.code) {
    case 'ticket_not_found':
      return 'the ticket is not there any more'
    case 'ticket_merged':
      return `the ticket was merged into #${error.into.number}`
    case 'department_not_found':
      return `the department ${await nameOf('department', names.department)} was deleted: choose another one`
    case 'ticket_type_not_found':
      return `the ticket type ${await nameOf('ticket_type', names.type)} was archived: choose another one`
    case 'assignee_not_found':
      return `the member ${await nameOf('member', names.assignee)} was disabled: choose another one`
    case 'template_not_found':
      return `the template ${await nameOf('template', names.template)} was archived: choose another one`
    case 'template_disabled':
      return `the template ${await nameOf('template', names.template)} is disabled: enable it or choose another one`
    case 'template_renders_nothing':
      return 'the template made an empty message of this ticket'
    case 'intervention_not_found':
      return `the intervention ${await nameOf('intervention', names.intervention)} was archived: choose another one`
    case 'intervention_disabled':
      return `the intervention ${await nameOf('intervention', names.intervention)} is disabled: enable it`
    case 'text_unusable':
      return `the ${error.of.replace('_', ' ')} of the intervention cannot be used: ${await explain(change, error.error, {})}`
    case 'step_unusable': {
      const step = await nameOf('intervention', error.intervention)
      return `its step ${step} cannot be started: ${await explain(change, error.error, { intervention: error.intervention })}`
    }
    case 'attachment_not_found':
      return `the upload ${error.id} is not there`
    case 'conversation_moved_on':
      return 'others wrote on the ticket meanwhile'
    case 'member_not_found':
      return `the member ${error.id} is not there`
    case 'uid_conflict':
      return 'this run of the intervention was made before with other data'
    case 'invalid_template':
    case 'invalid_data':
    case 'invalid_status':
    case 'invalid_field':
    case 'too_large':
      return `${error.path}: ${error.message}`
  }
}

type Table = 'department' | 'ticket_type' | 'member' | 'template' | 'intervention'

/** What is out of use keeps its row, and so its name. */
const readName = async ({ tx, actor }: Change, table: Table, id: string | null | undefined): Promise<string> => {
  const found = await tx
    .selectFrom(table)
    .select('name')
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id ?? null)
    .executeTakeFirst()
  return found?.name ?? id ?? ''
}
