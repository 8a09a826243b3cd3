import type { Kysely } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { RULE, type Rule, type RuleRow, toRule } from './rule.ts'

export type RuleNotFound = { code: 'rule_not_found' }

/** A rule of the desk; deleted ones are not found. */
const find = async (db: Kysely<Tables>, deskId: string, id: string): Promise<RuleRow | undefined> =>
  looksLikeId(id)
    ? db
        .selectFrom('rule')
        .select(RULE)
        .where('desk_id', '=', deskId)
        .where('id', '=', id)
        .where('deleted_at', 'is', null)
        .executeTakeFirst()
    : undefined

/** A rule as the change's transaction sees it. */
export const liveRule = ({ tx, actor }: Change, id: string): Promise<RuleRow | undefined> => find(tx, actor.deskId, id)

export const getRule = async (lodge: Lodge, actor: Actor, id: string): Promise<Result<Rule, RuleNotFound>> => {
  const row = await find(lodge.store.db, actor.deskId, id)
  return row ? ok(toRule(row)) : fail({ code: 'rule_not_found' })
}
