import type { Intervention } from '../../../api/types.ts'
import type { Body } from '../../form/paths.ts'

export const NEW_INTERVENTION: Body = {
  name: '',
  title: '',
  enabled: true,
  fields: [],
  private_template: null,
  public_template: null,
  final_template: null,
  steps: [],
  set: {
    status: null,
    priority: null,
    assignee: null,
    department: null,
    add_tags: [],
    remove_tags: [],
    notify_team: true,
  },
}

/** What PATCH takes of an intervention: what it names, by id. */
export const toInterventionForm = (given: Intervention): Body => ({
  name: given.name,
  title: given.title,
  enabled: given.enabled,
  fields: given.fields,
  private_template: given.private_template?.id ?? null,
  public_template: given.public_template?.id ?? null,
  final_template: given.final_template?.id ?? null,
  steps: given.steps.map(({ id }) => id),
  set: { ...given.set, department: given.set.department?.id ?? null },
})

/** Options are a select's only: those that were typed before another kind was chosen are left out. */
export const toInterventionBody = (values: Body): Body => ({
  ...values,
  fields: Array.isArray(values.fields)
    ? values.fields.map((field: Body) => (field.kind === 'select' ? field : { ...field, options: [] }))
    : values.fields,
})
