import type { Change } from '../change.ts'
import { findDepartment } from '../departments/find.ts'
import { findIntervention } from '../interventions/find.ts'
import { findMember } from '../members/find.ts'
import { slackConnectionOf } from '../slack/get.ts'
import { findTemplate } from '../templates/find.ts'
import { findTicketType } from '../ticket-types/find.ts'
import { webhookOf } from '../webhooks/get.ts'
import type { Action } from './action.ts'
import { conditionsOf, type Wrong } from './check-conditions.ts'
import type { Group } from './condition.ts'
import { fieldOf } from './field.ts'

type Noun = 'department' | 'type' | 'member' | 'template' | 'intervention' | 'webhook' | 'slack'

const FIND: Record<Noun, (change: Change, idOrName: string) => Promise<{ id: string } | undefined>> = {
  department: findDepartment,
  type: findTicketType,
  member: findMember,
  template: ({ tx, actor }, name) => findTemplate(tx, actor.deskId, name),
  intervention: ({ tx, actor }, name) => findIntervention(tx, actor.deskId, name),
  webhook: ({ tx, actor }, id) => webhookOf(tx, actor.deskId, id),
  slack: ({ tx, actor }, id) => slackConnectionOf(tx, actor.deskId, id),
}

const MISSING: Record<Noun, [code: string, message: string]> = {
  department: ['department_not_found', 'is not the id or name of a department of this desk'],
  type: ['ticket_type_not_found', 'is not the id or name of a ticket type of this desk'],
  member: ['assignee_not_found', 'is not the id or address of a member of this desk'],
  template: ['template_not_found', 'is not the id or identifier of a template of this desk'],
  intervention: ['intervention_not_found', 'is not the id or name of an intervention of this desk'],
  webhook: ['webhook_not_found', 'is not the id of a webhook of this desk'],
  slack: ['slack_connection_not_found', 'is not the id of a Slack connection of this desk'],
}

/** Whom `assign` finds by itself. */
const FOUND_LATER = new Set(['auto'])

/**
 * Conditions and actions with ids in the place of names, so that they mean the same after a renaming; and what names nothing
 * of this desk, by path.
 */
export const resolveNames = async (
  change: Change,
  given: { conditions: Group; actions: Action[] },
): Promise<{ conditions: Group; actions: Action[]; wrong: Wrong[] }> => {
  const wrong: Wrong[] = []
  const idOf = async (noun: Noun, name: string, path: Wrong['path']): Promise<string> => {
    const found = await FIND[noun](change, name)
    if (!found) wrong.push({ path, code: MISSING[noun][0], message: MISSING[noun][1] })
    return found?.id ?? name
  }
  const conditions = structuredClone(given.conditions)
  for (const { condition, path } of conditionsOf(conditions, ['if'])) {
    const field = fieldOf(condition.field)
    const { value } = condition
    if (field?.kind !== 'reference') continue
    if (typeof value === 'string') condition.value = await idOf(field.noun, value, [...path, 'value'])
    else if (Array.isArray(value)) {
      const ids: string[] = []
      for (const [place, name] of value.entries()) ids.push(await idOf(field.noun, name, [...path, 'value', place]))
      condition.value = ids
    }
  }
  const actions: Action[] = []
  for (const [place, action] of given.actions.entries()) {
    const at = (field: string) => ['then', place, field]
    if (action.do === 'set_department') {
      actions.push({ ...action, department: await idOf('department', action.department, at('department')) })
    } else if (action.do === 'set_type') {
      actions.push({ ...action, type: await idOf('type', action.type, at('type')) })
    } else if (action.do === 'assign' && action.to !== null && !FOUND_LATER.has(action.to)) {
      actions.push({ ...action, to: await idOf('member', action.to, at('to')) })
    } else if (action.do === 'reply') {
      actions.push({ ...action, template: await idOf('template', action.template, at('template')) })
    } else if (action.do === 'webhook') {
      actions.push({ ...action, endpoint: await idOf('webhook', action.endpoint, at('endpoint')) })
    } else if (action.do === 'slack') {
      actions.push({ ...action, connection: await idOf('slack', action.connection, at('connection')) })
    } else if (action.do === 'run_intervention') {
      const intervention = await idOf('intervention', action.intervention, at('intervention'))
      actions.push({ ...action, intervention })
    } else actions.push(action)
  }
  return { conditions, actions, wrong }
}
