import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { type InvalidRule, settle, type WantedRule } from './check.ts'
import { ruleColumns, triggerColumns } from './columns.ts'
import { RULE, type Rule, toRule } from './rule.ts'

/** A desk's rules are all looked at for each event. */
export const RULES_MAX = 200

export type NewRule = WantedRule & { name: string; enabled: boolean; stop: boolean }

/** Makes a rule, the last in order. It looks at what happens from now on. */
export const createRule = async (
  change: Change,
  given: NewRule,
): Promise<Result<Rule, InvalidRule | { code: 'too_many_rules' }>> => {
  const { tx, actor, lodge } = change
  await lockSettings(change)
  const settled = await settle(change, given)
  if (!settled.ok) return settled
  const { count, last } = await tx
    .selectFrom('rule')
    .select(({ fn }) => [fn.countAll<string>().as('count'), fn.max('position').as('last')])
    .where('desk_id', '=', actor.deskId)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(count) >= RULES_MAX) return fail({ code: 'too_many_rules' })
  const row = await tx
    .insertInto('rule')
    .values({
      desk_id: actor.deskId,
      id: lodge.store.nextId(),
      name: given.name,
      is_enabled: given.enabled,
      is_last: given.stop,
      position: (last ?? 0) + 1,
      ...triggerColumns(given.trigger),
      ...ruleColumns(settled.value),
    })
    .returning(RULE)
    .executeTakeFirstOrThrow()
  const rule = toRule(row)
  await recordEvent(change, { type: 'rule.created', data: { rule } })
  return ok(rule)
}
