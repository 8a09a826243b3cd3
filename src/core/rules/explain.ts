import type { Change } from '../change.ts'
import type { AddMessageError } from '../messages/add.ts'
import type { TicketChange, UpdateTicketError } from '../tickets/update.ts'

/** Why a rule's action failed, in words for the rule's owner. */
export const explain = async (
  change: Change,
  error: UpdateTicketError | AddMessageError,
  wanted: TicketChange,
): Promise<string> => {
  switch (error.code) {
    case 'ticket_not_found':
      return 'the ticket is not there any more'
    case 'department_not_found':
      return `the department ${await nameOf(change, 'department', wanted.department)} was deleted: choose another one`
    case 'ticket_type_not_found':
      return `the ticket type ${await nameOf(change, 'ticket_type', wanted.type)} was archived: choose another one`
    case 'assignee_not_found':
      return `the member ${await nameOf(change, 'member', wanted.assignee)} was disabled: choose another one`
    case 'attachment_not_found':
      return `the upload ${error.id} is not there`
    case 'invalid_status':
    case 'too_large':
      return `${error.path} ${error.message}`
  }
}

/** What is out of use keeps its row, and so its name. */
const nameOf = async (
  { tx, actor }: Change,
  table: 'department' | 'ticket_type' | 'member',
  id: string | null | undefined,
): Promise<string> => {
  const found = await tx
    .selectFrom(table)
    .select('name')
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id ?? null)
    .executeTakeFirst()
  return found?.name ?? id ?? ''
}
