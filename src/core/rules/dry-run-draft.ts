import { sql } from 'kysely'
import type { Change } from '../change.ts'
import type { Result } from '../result.ts'
import type { InvalidRule } from './check.ts'
import { createRule, type NewRule } from './create.ts'
import { type DryRun, dryRunRule } from './dry-run.ts'
import type { RuleNotFound } from './find.ts'

/** What a rule that is not saved would have done: it is made, tried and unmade, so that it is what would be saved. */
export const dryRunDraft = async (
  change: Change,
  given: NewRule,
  last: number,
): Promise<Result<DryRun, InvalidRule | { code: 'too_many_rules' } | RuleNotFound>> => {
  await sql`savepoint draft`.execute(change.tx)
  const made = await createRule(change, { ...given, enabled: false })
  const said = made.ok ? await dryRunRule(change, made.value.id, last) : made
  await sql`rollback to savepoint draft`.execute(change.tx)
  return said
}
