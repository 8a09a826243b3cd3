import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { clearDefaultTicketType, ticketTypeNameTaken } from './find.ts'
import { TICKET_TYPE, type TicketType, toTicketType } from './ticket-type.ts'

export type NewTicketType = { name: string; isDefault: boolean; isInternal: boolean; position: number }

/** Makes a ticket type. A name is one type's, whatever its case. */
export const createTicketType = async (
  change: Change,
  given: NewTicketType,
): Promise<Result<TicketType, { code: 'name_taken' }>> => {
  await lockSettings(change)
  if (await ticketTypeNameTaken(change, given.name)) return fail({ code: 'name_taken' })
  if (given.isDefault) await clearDefaultTicketType(change)
  const row = await change.tx
    .insertInto('ticket_type')
    .values({
      desk_id: change.actor.deskId,
      id: change.lodge.store.nextId(),
      name: given.name,
      is_default: given.isDefault,
      is_internal: given.isInternal,
      position: given.position,
    })
    .returning(TICKET_TYPE)
    .executeTakeFirstOrThrow()
  const ticketType = toTicketType(row)
  await recordEvent(change, { type: 'ticket_type.created', data: { ticket_type: ticketType } })
  return ok(ticketType)
}
