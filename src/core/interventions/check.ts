import type { Change } from '../change.ts'
import { fail, ok, type Result } from '../result.ts'
import type { InvalidTemplate } from '../templates/check.ts'
import { findTemplate } from '../templates/find.ts'
import { checkSource } from '../templates/render.ts'
import { resolveReferences, type UnknownReference } from '../tickets/references.ts'
import type { Named } from '../tickets/ticket.ts'
import { findIntervention } from './find.ts'
import type { InterventionField, InterventionSettings, TemplateName } from './intervention.ts'
import type { TextKind } from './texts.ts'

/** What an intervention is made of, as it comes in: templates by id or identifier, the department by id or name. */
export type InterventionGiven = {
  name: string
  title: string
  enabled: boolean
  fields: InterventionField[]
  privateTemplate: string | null
  publicTemplate: string | null
  finalTemplate: string | null
  /** Ids or names. */
  steps: string[]
  settings: InterventionSettings
}

export type WriteInterventionError =
  | { code: 'name_taken' }
  | { code: 'template_not_found'; path: `${TextKind}_template` }
  | { code: 'step_not_found'; path: string }
  | UnknownReference
  | InvalidTemplate

type Resolved = {
  privateTemplate: TemplateName | null
  publicTemplate: TemplateName | null
  finalTemplate: TemplateName | null
  steps: Named[]
  department: Named | null
  settings: InterventionSettings
}

/** Whether all that an intervention refers to is there, and every label can be used. Call under lockSettings. */
export const checkIntervention = async (
  change: Change,
  { fields, privateTemplate, publicTemplate, finalTemplate, steps, settings }: InterventionGiven,
): Promise<Result<Resolved, WriteInterventionError>> => {
  for (const [place, { label }] of fields.entries()) {
    const fault = checkSource('text', label)
    if (fault) return fail({ ...fault, code: 'invalid_template', path: `fields.${place}.label` })
  }
  const noted = await named(change, privateTemplate)
  if (noted === undefined) return fail({ code: 'template_not_found', path: 'private_template' })
  const said = await named(change, publicTemplate)
  if (said === undefined) return fail({ code: 'template_not_found', path: 'public_template' })
  const closed = await named(change, finalTemplate)
  if (closed === undefined) return fail({ code: 'template_not_found', path: 'final_template' })
  const following: Named[] = []
  for (const [place, step] of steps.entries()) {
    const row = await findIntervention(change.tx, change.actor.deskId, step)
    if (!row) return fail({ code: 'step_not_found', path: `steps.${place}` })
    following.push({ id: row.id, name: row.name })
  }
  // `auto` is whoever's turn it is at the run: asking now would take somebody's turn.
  const assignee = settings.assignee === 'auto' ? null : settings.assignee
  const found = await resolveReferences(change, {
    ...(settings.department === null ? {} : { department: settings.department }),
    ...(assignee === null ? {} : { assignee }),
  })
  if (!found.ok) return found
  const department = found.value.department ?? null
  return ok({
    privateTemplate: noted,
    publicTemplate: said,
    finalTemplate: closed,
    steps: following,
    department,
    settings: {
      ...settings,
      assignee: found.value.assignee?.id ?? settings.assignee,
      department: department?.id ?? null,
    },
  })
}

/** Undefined where there is none of that name. */
const named = async ({ tx, actor }: Change, wanted: string | null): Promise<TemplateName | null | undefined> => {
  if (wanted === null) return null
  const row = await findTemplate(tx, actor.deskId, wanted)
  return row && { id: row.id, identifier: row.identifier }
}
