import type { Action } from './action.ts'
import type { Group } from './condition.ts'
import type { Trigger } from './trigger.ts'

/** When something happens, or a time has passed, and if the ticket fits: then do this. */
export type Rule = {
  id: string
  name: string
  enabled: boolean
  /** Whether no later rule looks at an event that this one matched. */
  stop: boolean
  /** Rules look at an event in this order. */
  position: number
  when: Trigger
  if: Group
  /** A list, which nothing that awaits can call. */
  then: Action[]
  /** The last time that a budget stopped it, until the rule is changed: it went in circles, or did too much to one ticket. */
  stopped: { at: string; reason: string; ticket_id: string | null } | null
  created_at: string
  updated_at: string
}

export type RuleRow = {
  id: string
  name: string
  is_enabled: boolean
  is_last: boolean
  position: number
  trigger: Trigger
  conditions: Group
  actions: Action[]
  stopped_at: Date | null
  stopped_reason: string | null
  stopped_ticket_id: string | null
  created_at: Date
  updated_at: Date
}

export const RULE = [
  'id',
  'name',
  'is_enabled',
  'is_last',
  'position',
  'trigger',
  'conditions',
  'actions',
  'stopped_at',
  'stopped_reason',
  'stopped_ticket_id',
  'created_at',
  'updated_at',
] as const

export const toRule = (row: RuleRow): Rule => ({
  id: row.id,
  name: row.name,
  enabled: row.is_enabled,
  stop: row.is_last,
  position: row.position,
  when: row.trigger,
  if: row.conditions,
  then: row.actions,
  stopped: row.stopped_at && {
    at: row.stopped_at.toISOString(),
    reason: row.stopped_reason ?? '',
    ticket_id: row.stopped_ticket_id,
  },
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})
