import { CompiledQuery } from 'kysely'
import { toWholeTicket, WHOLE_TICKET, WHOLE_TICKET_IN_REACH, type WholeRow } from '../../store/ticket-whole.ts'
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import type { WholeTicket } from './ticket.ts'

/** A ticket with participants, messages (oldest first) and what it was promised, by its number or, where no ticket has that number, its id. */
export const getTicket = async (
  lodge: Lodge,
  actor: Actor,
  idOrNumber: string,
): Promise<Result<WholeTicket, { code: 'ticket_not_found' }>> => {
  if (!looksLikeId(idOrNumber)) return fail({ code: 'ticket_not_found' })
  const { deskId, departments } = actor
  const found = await lodge.store.pool.query<WholeRow>(
    departments === null
      ? { ...WHOLE_TICKET, values: [deskId, idOrNumber] }
      : { ...WHOLE_TICKET_IN_REACH, values: [deskId, idOrNumber, [...departments]] },
  )
  const row = found.rows[0]
  return row ? ok(toWholeTicket(row)) : fail({ code: 'ticket_not_found' })
}

/** The same within a change, by the id of a ticket that it has locked. */
export const readWhole = async ({ tx, actor }: Change, id: string): Promise<WholeTicket> => {
  const found = await tx.executeQuery<WholeRow>(CompiledQuery.raw(WHOLE_TICKET.text, [actor.deskId, id]))
  const row = found.rows[0]
  if (!row) throw new Error('a ticket that is locked is there')
  return toWholeTicket(row)
}
