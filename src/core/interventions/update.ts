import { sqlState } from '../../store/errors.ts'
import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { checkIntervention, type InterventionGiven, type WriteInterventionError } from './check.ts'
import { liveIntervention } from './find.ts'
import { type Intervention, type InterventionSettings, toIntervention } from './intervention.ts'

type Optional<T> = { [Key in keyof T]?: T[Key] | undefined }

/** What is absent stays. */
export type InterventionChanges = Optional<Omit<InterventionGiven, 'settings'>> & {
  settings?: Optional<InterventionSettings> | undefined
}

/** Changes an intervention. After `name_taken` the transaction is lost: undo it. */
export const updateIntervention = async (
  change: Change,
  id: string,
  given: InterventionChanges,
): Promise<Result<Intervention, WriteInterventionError | { code: 'intervention_not_found' }>> => {
  await lockSettings(change)
  const known = await liveIntervention(change, id)
  if (!known) return fail({ code: 'intervention_not_found' })
  const wanted: InterventionGiven = {
    name: given.name ?? known.name,
    title: given.title ?? known.title,
    enabled: given.enabled ?? known.enabled,
    fields: given.fields ?? known.fields,
    privateTemplate: given.privateTemplate === undefined ? (known.private_template?.id ?? null) : given.privateTemplate,
    publicTemplate: given.publicTemplate === undefined ? (known.public_template?.id ?? null) : given.publicTemplate,
    finalTemplate: given.finalTemplate === undefined ? (known.final_template?.id ?? null) : given.finalTemplate,
    steps: given.steps ?? known.steps.map(({ id }) => id),
    settings: merge({ ...known.settings, department: known.department?.id ?? null }, given.settings),
  }
  const checked = await checkIntervention(change, wanted)
  if (!checked.ok) return checked
  const { privateTemplate, publicTemplate, finalTemplate, steps, department, settings } = checked.value
  try {
    const row = await change.tx
      .updateTable('intervention')
      .set({
        name: wanted.name,
        title: wanted.title,
        enabled: wanted.enabled,
        fields: JSON.stringify(wanted.fields),
        private_template_id: privateTemplate?.id ?? null,
        public_template_id: publicTemplate?.id ?? null,
        final_template_id: finalTemplate?.id ?? null,
        steps: JSON.stringify(steps.map(({ id }) => id)),
        settings: JSON.stringify(settings),
        updated_at: new Date(),
      })
      .where('desk_id', '=', change.actor.deskId)
      .where('id', '=', id)
      .returning(['id', 'name', 'title', 'enabled', 'fields', 'settings', 'created_at', 'updated_at', 'archived_at'])
      .executeTakeFirstOrThrow()
    const templates = {
      private_template: privateTemplate,
      public_template: publicTemplate,
      final_template: finalTemplate,
    }
    const intervention = toIntervention({ ...row, ...templates, steps, department })
    await recordEvent(change, { type: 'intervention.updated', data: { intervention } })
    return ok(intervention)
  } catch (error) {
    if (sqlState(error) === '23505') return fail({ code: 'name_taken' })
    throw error
  }
}

const merge = (known: InterventionSettings, given: Optional<InterventionSettings> = {}): InterventionSettings => ({
  status: given.status === undefined ? known.status : given.status,
  priority: given.priority === undefined ? known.priority : given.priority,
  assignee: given.assignee === undefined ? known.assignee : given.assignee,
  department: given.department === undefined ? known.department : given.department,
  add_tags: given.add_tags ?? known.add_tags,
  remove_tags: given.remove_tags ?? known.remove_tags,
  notify_team: given.notify_team ?? known.notify_team ?? true,
})
