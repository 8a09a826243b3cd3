import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { type InvalidRule, settle, type WantedRule } from './check.ts'
import { ruleColumns, triggerColumns } from './columns.ts'
import { liveRule, type RuleNotFound } from './find.ts'
import { RULE, type Rule, toRule } from './rule.ts'

/** What is absent stays. */
export type RuleChanges = Partial<{ [Key in keyof WantedRule]: WantedRule[Key] | undefined }> & {
  name?: string | undefined
  enabled?: boolean | undefined
  stop?: boolean | undefined
}

/** Changes a rule. That it was stopped is taken off: whoever changes it has seen it. One that is enabled looks ahead only. */
export const updateRule = async (
  change: Change,
  id: string,
  given: RuleChanges,
): Promise<Result<Rule, InvalidRule | RuleNotFound>> => {
  const { tx, actor } = change
  await lockSettings(change)
  const known = await liveRule(change, id)
  if (!known) return fail({ code: 'rule_not_found' })
  const wanted = {
    trigger: given.trigger ?? known.trigger,
    conditions: given.conditions ?? known.conditions,
    actions: given.actions ?? known.actions,
  }
  // Names are looked up where the rule will act: with a department that is gone, it can still be renamed and switched off.
  const changesMeaning = (given.trigger ?? given.conditions ?? given.actions) !== undefined || given.enabled === true
  const settled = changesMeaning ? await settle(change, wanted) : ok(wanted)
  if (!settled.ok) return settled
  const row = await tx
    .updateTable('rule')
    .set({
      name: given.name,
      is_enabled: given.enabled,
      is_last: given.stop,
      ...triggerColumns(wanted.trigger),
      ...ruleColumns(settled.value),
      ...(given.enabled && !known.is_enabled ? { starts_at: sql<string>`pg_current_xact_id()` } : {}),
      stopped_at: null,
      stopped_reason: null,
      stopped_ticket_id: null,
      updated_at: new Date(),
    })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', known.id)
    .returning(RULE)
    .executeTakeFirstOrThrow()
  const rule = toRule(row)
  await recordEvent(change, { type: 'rule.updated', data: { rule } })
  return ok(rule)
}
