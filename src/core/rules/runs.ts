import type { Kysely } from 'kysely'
import { ofTicketInReach } from '../../store/reach.ts'
import type { Tables } from '../../store/schema.ts'
import type { RuleRunState } from '../../store/tables/rules.ts'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { fail, ok, type Result } from '../result.ts'
import { findTicketId } from '../tickets/find.ts'
import type { Changes } from '../tickets/update.ts'
import { getRule, type RuleNotFound } from './find.ts'

/** What a rule did to a ticket, or why it did not. */
export type RuleRun = {
  id: string
  /** Under the name that it had. */
  rule: { id: string; name: string }
  ticket_id: string
  /** What it acted on; null where a time had passed. */
  event_id: string | null
  state: RuleRunState
  /** How many rules, one after another, led here: 1 where none did but this. */
  depth: number
  changes: Changes
  did: string[]
  error: string | null
  created_at: string
}

type Newest = Paging<[id: string]>

/** What a rule did to tickets within the actor's reach, the latest first. */
export const listRunsOfRule = async (
  lodge: Lodge,
  actor: Actor,
  ruleId: string,
  paging: Newest,
): Promise<Result<Page<RuleRun>, RuleNotFound>> => {
  const rule = await getRule(lodge, actor, ruleId)
  if (!rule.ok) return rule
  return ok(await page(select(lodge.store.db, actor, paging).where('rule_id', '=', rule.value.id), paging.limit))
}

/** What rules did to a ticket, by its number or id, the latest first. */
export const listRunsOfTicket = async (
  lodge: Lodge,
  actor: Actor,
  idOrNumber: string,
  paging: Newest,
): Promise<Result<Page<RuleRun>, { code: 'ticket_not_found' }>> => {
  const id = await findTicketId(lodge.store.db, actor, idOrNumber)
  if (id === undefined) return fail({ code: 'ticket_not_found' })
  return ok(await page(select(lodge.store.db, actor, paging).where('ticket_id', '=', id), paging.limit))
}

const select = (db: Kysely<Tables>, actor: Actor, { limit, after }: Newest) => {
  const query = db
    .selectFrom('rule_run')
    .select(['id', 'rule_id', 'rule_name', 'ticket_id', 'event_id', 'state', 'depth', 'changes', 'did', 'error'])
    .select('created_at')
    .where('desk_id', '=', actor.deskId)
    .where(ofTicketInReach(actor.departments, 'rule_run'))
    .orderBy('id', 'desc')
    .limit(limit + 1)
  return after ? query.where('id', '<', after[0]) : query
}

const page = async (query: ReturnType<typeof select>, limit: number): Promise<Page<RuleRun>> =>
  toPage(
    await query.execute(),
    limit,
    (row) => [row.id],
    (row) => ({
      id: row.id,
      rule: { id: row.rule_id, name: row.rule_name },
      ticket_id: row.ticket_id,
      event_id: row.event_id,
      state: row.state,
      depth: row.depth,
      changes: row.changes,
      did: row.did,
      error: row.error,
      created_at: row.created_at.toISOString(),
    }),
  )
