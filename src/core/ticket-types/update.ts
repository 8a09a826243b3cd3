import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { clearDefaultTicketType, liveTicketType, ticketTypeNameTaken } from './find.ts'
import { TICKET_TYPE, type TicketType, toTicketType } from './ticket-type.ts'

/** What is absent stays. The default one stops being it when another becomes it. */
export type TicketTypeChanges = {
  name?: string | undefined
  isDefault?: true | undefined
  isInternal?: boolean | undefined
  position?: number | undefined
}

export const updateTicketType = async (
  change: Change,
  id: string,
  given: TicketTypeChanges,
): Promise<Result<TicketType, { code: 'ticket_type_not_found' } | { code: 'name_taken' }>> => {
  await lockSettings(change)
  if (!(await liveTicketType(change, id))) return fail({ code: 'ticket_type_not_found' })
  if (given.name !== undefined && (await ticketTypeNameTaken(change, given.name, id)))
    return fail({ code: 'name_taken' })
  if (given.isDefault) await clearDefaultTicketType(change)
  const row = await change.tx
    .updateTable('ticket_type')
    .set({
      name: given.name,
      is_default: given.isDefault,
      is_internal: given.isInternal,
      position: given.position,
    })
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .returning(TICKET_TYPE)
    .executeTakeFirstOrThrow()
  const ticketType = toTicketType(row)
  await recordEvent(change, { type: 'ticket_type.updated', data: { ticket_type: ticketType } })
  return ok(ticketType)
}
