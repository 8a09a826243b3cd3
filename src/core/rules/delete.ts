import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { liveRule, type RuleNotFound } from './find.ts'
import { type Rule, toRule } from './rule.ts'

/** Takes a rule out of use. Its row and its runs stay, for what it did. */
export const deleteRule = async (change: Change, id: string): Promise<Result<Rule, RuleNotFound>> => {
  const { tx, actor } = change
  await lockSettings(change)
  const known = await liveRule(change, id)
  if (!known) return fail({ code: 'rule_not_found' })
  await tx
    .updateTable('rule')
    .set({ is_enabled: false, deleted_at: new Date() })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', known.id)
    .execute()
  const rule = toRule({ ...known, is_enabled: false })
  await recordEvent(change, { type: 'rule.deleted', data: { rule } })
  return ok(rule)
}
