import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { liveIntervention } from './find.ts'
import { type Intervention, toIntervention } from './intervention.ts'

/** Takes an intervention out of use, and frees its name. Its runs stay. */
export const archiveIntervention = async (
  change: Change,
  id: string,
): Promise<Result<Intervention, { code: 'intervention_not_found' }>> => {
  await lockSettings(change)
  const known = await liveIntervention(change, id)
  if (!known) return fail({ code: 'intervention_not_found' })
  const archivedAt = new Date()
  await change.tx
    .updateTable('intervention')
    .set({ archived_at: archivedAt })
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .execute()
  const intervention = toIntervention({ ...known, archived_at: archivedAt })
  await recordEvent(change, { type: 'intervention.archived', data: { intervention } })
  return ok(intervention)
}
