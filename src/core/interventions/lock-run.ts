import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'
import { lockTicket } from '../tickets/write.ts'
import { selectInterventions } from './find.ts'
import type { InterventionRow } from './intervention.ts'
import { type RunRow, selectRuns } from './run-row.ts'

export type RunNotFound = { code: 'run_not_found' }

/** A run to be changed, with its ticket locked until the commit; its intervention even where that is out of use. */
export const lockRun = async (
  change: Change,
  id: string,
): Promise<{ row: RunRow; ticket: TicketSnapshot; intervention: InterventionRow } | undefined> => {
  if (!looksLikeId(id)) return undefined
  const { tx, actor } = change
  const found = await selectRuns(tx, actor.deskId).where('r.id', '=', id).executeTakeFirst()
  const ticket = found && (await lockTicket(change, found.ticket_id))
  if (!ticket) return undefined
  // Again: what waited for the lock has read what was before.
  const row = await selectRuns(tx, actor.deskId).where('r.id', '=', id).executeTakeFirstOrThrow()
  const intervention = await selectInterventions(tx)
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', row.intervention_id)
    .executeTakeFirstOrThrow()
  return { row, ticket, intervention }
}
