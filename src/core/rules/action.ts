import type { BodyFormat, TicketPriority, TicketStatus } from '../../store/schema.ts'

/** What a rule does. Departments, types, members, templates and interventions are ids once a rule is saved; `to` may also be `auto` or null for nobody. */
export type Action =
  | { do: 'set_status'; status: Exclude<TicketStatus, 'snoozed'> }
  | { do: 'snooze'; for: string }
  | { do: 'set_priority'; priority: TicketPriority }
  | { do: 'set_department'; department: string }
  | { do: 'set_type'; type: string }
  | { do: 'assign'; to: string | null }
  | { do: 'add_tags'; tags: string[] }
  | { do: 'remove_tags'; tags: string[] }
  | { do: 'note'; body: string; body_format: BodyFormat }
  | { do: 'reply'; template: string }
  | { do: 'run_intervention'; intervention: string; data: Record<string, unknown> }
  /** To an address, or to the team where it is null. */
  | { do: 'mail'; to: string | null; text: string }
  | { do: 'webhook'; endpoint: string; text: string }
  | { do: 'slack'; connection: string; channel: string; text: string }
