import type { Change } from '../change.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Action } from './action.ts'
import { conditionsOf, type Wrong } from './check-conditions.ts'
import type { Group } from './condition.ts'
import { fieldOf } from './field.ts'
import { resolveNames } from './references.ts'
import type { Trigger } from './trigger.ts'

/** What the API calls `when`, `if` and `then`. */
export type WantedRule = { trigger: Trigger; conditions: Group; actions: Action[] }

export type InvalidRule = { code: 'invalid_rule'; wrong: Wrong[] }

/** What is to be kept of a rule: its names resolved. Refuses what names nothing, and what would never come true. */
export const settle = async (
  change: Change,
  given: WantedRule,
): Promise<Result<Omit<WantedRule, 'trigger'>, InvalidRule>> => {
  const { wrong, ...settled } = await resolveNames(change, given)
  const all = [...wrong, ...('after' in given.trigger ? checkTimed(given.conditions) : [])]
  return all.length > 0 ? fail({ code: 'invalid_rule', wrong: all }) : ok(settled)
}

/**
 * A rule of a time looks at a ticket when that time has come, and again when the ticket changes. What comes true by itself
 * would go unseen, and there is no message to look at.
 */
const checkTimed = (group: Group): Wrong[] =>
  conditionsOf(group, ['if']).flatMap(({ condition, path }) => {
    const place = [...path, 'field']
    if (condition.field.startsWith('message.')) {
      return [{ path: place, code: 'not_allowed', message: 'needs a rule whose `when` has events' }]
    }
    if (condition.field === 'business_hours') {
      const message = 'changes by itself: use `business` in `when`, which counts working time only'
      return [{ path: place, code: 'not_allowed', message }]
    }
    if (fieldOf(condition.field)?.kind !== 'time' || condition.operator.endsWith('empty')) return []
    const message = 'cannot be asked how old it is in a rule whose `when` has `after`: say so there'
    return [{ path: place, code: 'not_allowed', message }]
  })
