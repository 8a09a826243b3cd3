import { sqlState } from '../../store/errors.ts'
import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { checkIntervention, type InterventionGiven, type WriteInterventionError } from './check.ts'
import { type Intervention, toIntervention } from './intervention.ts'

/** Makes an intervention. After `name_taken` the transaction is lost: undo it. */
export const createIntervention = async (
  change: Change,
  given: InterventionGiven,
): Promise<Result<Intervention, WriteInterventionError>> => {
  await lockSettings(change)
  const checked = await checkIntervention(change, given)
  if (!checked.ok) return checked
  const { privateTemplate, publicTemplate, finalTemplate, steps, department, settings } = checked.value
  try {
    const row = await change.tx
      .insertInto('intervention')
      .values({
        desk_id: change.actor.deskId,
        id: change.lodge.store.nextId(),
        name: given.name,
        title: given.title,
        enabled: given.enabled,
        fields: JSON.stringify(given.fields),
        private_template_id: privateTemplate?.id ?? null,
        public_template_id: publicTemplate?.id ?? null,
        final_template_id: finalTemplate?.id ?? null,
        steps: JSON.stringify(steps.map(({ id }) => id)),
        settings: JSON.stringify(settings),
      })
      .returning(['id', 'name', 'title', 'enabled', 'fields', 'settings', 'created_at', 'updated_at', 'archived_at'])
      .executeTakeFirstOrThrow()
    const templates = {
      private_template: privateTemplate,
      public_template: publicTemplate,
      final_template: finalTemplate,
    }
    const intervention = toIntervention({ ...row, ...templates, steps, department })
    await recordEvent(change, { type: 'intervention.created', data: { intervention } })
    return ok(intervention)
  } catch (error) {
    if (sqlState(error) === '23505') return fail({ code: 'name_taken' })
    throw error
  }
}
