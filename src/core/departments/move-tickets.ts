import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { moveAllTickets } from '../tickets/move-all.ts'
import { liveDepartment } from './find.ts'

export type MoveTicketsError = { code: 'department_not_found' } | { code: 'move_to_not_found' }

/** Moves all tickets of a department into another one, and says how many there were. By ids. */
export const moveTickets = async (
  change: Change,
  from: string,
  to: string,
): Promise<Result<number, MoveTicketsError>> => {
  await lockSettings(change)
  const [source, target] = [await liveDepartment(change, from), await liveDepartment(change, to)]
  if (!source) return fail({ code: 'department_not_found' })
  if (!target || target.id === source.id) return fail({ code: 'move_to_not_found' })
  const tickets = await moveAllTickets(change, 'department_id', source.id, target.id)
  const named = ({ id, name }: { id: string; name: string }) => ({ id, name })
  const data = { department: named(source), moved_to: named(target), tickets }
  await recordEvent(change, { type: 'department.tickets_moved', data })
  return ok(tickets)
}
