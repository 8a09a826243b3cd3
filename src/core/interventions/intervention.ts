import type { TicketPriority } from '../../store/schema.ts'
import type { Named } from '../tickets/ticket.ts'

/** Something asked for before a run. `label` may hold placeholders; `options` are those of a select. */
export type InterventionField = {
  name: string
  label: string
  kind: 'text' | 'checkbox' | 'number' | 'select' | 'date'
  required: boolean
  options: string[]
}

/** What a run sets on its ticket; null leaves it. Snoozing and spam are decided by hand. */
export type InterventionSettings = {
  status: 'open' | 'pending' | 'resolved' | 'closed' | null
  priority: TicketPriority | null
  /** A member's id or address, or `auto`. */
  assignee: string | null
  /** Its id. */
  department: string | null
  add_tags: string[]
  remove_tags: string[]
  /** Whether the team is told of a ticket that is made for it; it is where nothing is said. */
  notify_team?: boolean
}

export type TemplateName = { id: string; identifier: string }

/** A named workflow: what is asked, what is said to whom, what is set. */
export type Intervention = {
  id: string
  /** What contracts and rules call it: unique on its desk, in any case. */
  name: string
  title: string
  enabled: boolean
  fields: InterventionField[]
  /** Makes the internal note. Null: the template `<name>.private`, where there is one, else a list of what was answered. */
  private_template: TemplateName | null
  /** Makes the public reply. Null: the template `<name>.public`, where there is one, else there is no reply. */
  public_template: TemplateName | null
  /** Is said when it is done. Null: the template `<name>.final`, where there is one. */
  final_template: TemplateName | null
  /** What follows on the same ticket once it is submitted, one after the other. */
  steps: Named[]
  set: Required<Omit<InterventionSettings, 'department'>> & { department: Named | null }
  created_at: string
  updated_at: string
  archived_at: string | null
}

export type InterventionRow = Omit<Intervention, 'set' | 'created_at' | 'updated_at' | 'archived_at'> & {
  settings: InterventionSettings
  department: Named | null
  created_at: Date
  updated_at: Date
  archived_at: Date | null
}

export const toIntervention = (row: InterventionRow): Intervention => ({
  id: row.id,
  name: row.name,
  title: row.title,
  enabled: row.enabled,
  fields: row.fields,
  private_template: row.private_template,
  public_template: row.public_template,
  final_template: row.final_template,
  steps: row.steps,
  set: {
    status: row.settings.status,
    priority: row.settings.priority,
    assignee: row.settings.assignee,
    department: row.department,
    add_tags: row.settings.add_tags,
    remove_tags: row.settings.remove_tags,
    notify_team: row.settings.notify_team ?? true,
  },
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
  archived_at: row.archived_at?.toISOString() ?? null,
})
