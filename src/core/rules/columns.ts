import type { Action } from './action.ts'
import type { Group } from './condition.ts'
import { minutesOf } from './duration.ts'
import { eventTypesOf, type Trigger } from './trigger.ts'

/** The columns of what a rule waits for, with what queries ask of it. */
export const triggerColumns = (trigger: Trigger) => ({
  trigger: JSON.stringify(trigger),
  event_types: eventTypesOf(trigger),
  since: 'since' in trigger ? trigger.since : null,
  minutes: 'after' in trigger ? (minutesOf(trigger.after) ?? null) : null,
})

export const ruleColumns = (rule: { conditions: Group; actions: Action[] }) => ({
  conditions: JSON.stringify(rule.conditions),
  actions: JSON.stringify(rule.actions),
})
