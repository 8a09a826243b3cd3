import { sql } from 'kysely'
import type { RuleRunState } from '../../store/tables/rules.ts'
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import type { Message, TicketSnapshot } from '../tickets/ticket.ts'
import { lockTicket } from '../tickets/write.ts'
import { act, type Deeds } from './act.ts'
import { overBudget, tellStopped } from './budget.ts'
import { holds } from './condition.ts'
import { readAround } from './facts.ts'
import type { RuleRow } from './rule.ts'

/** Why a rule looks at a ticket. */
export type Cause = {
  /** Names it: a rule acts on a ticket once for each. */
  key: string
  eventId: string | null
  message: Message | null
  /** 1 where no rule led here. */
  depth: number
}

/**
 * Lets a rule look at a ticket, and act where it fits: one transaction, with the row that says so, so that a crash leaves
 * all of it or nothing, and who tries again finds it done. Answers whether it fitted.
 */
export const runRule = async (
  lodge: Lodge,
  deskId: DeskId,
  rule: RuleRow,
  ticketId: string,
  cause: Cause,
): Promise<boolean> => {
  const fitted = await lodge.store.db.transaction().execute(async (tx) => {
    const change: Change = { tx, lodge, actor: asActor(deskId, rule) }
    const ticket = await lockTicket(change, ticketId)
    return ticket !== undefined && lookAt(change, rule, ticket, cause)
  })
  if (fitted) lodge.nudge()
  return fitted
}

/** The rule itself: what it does is seen as done by `automation`, under its name. */
export const asActor = (deskId: DeskId, rule: Pick<RuleRow, 'id' | 'name'>): Actor => ({
  deskId,
  credentialId: null,
  kind: 'automation',
  name: rule.name,
  scopes: new Set(),
  memberId: null,
  departments: null,
  ruleId: rule.id,
})

/** Of a ticket that the change has locked: whoever else runs this rule for this cause has done it by now, or waits. */
export const lookAt = async (change: Change, rule: RuleRow, ticket: TicketSnapshot, cause: Cause): Promise<boolean> => {
  const { tx, actor } = change
  // What goes on, goes on with the other one.
  if (ticket.merged_into) return false
  if (await hasRun(change, rule.id, ticket.id, cause.key)) return true
  const around = await readAround(tx, actor.deskId, rule.conditions, [ticket])
  const facts = { ticket, ...around(ticket), message: cause.message, now: new Date() }
  if (!holds(rule.conditions, facts)) return false
  const stopped = await overBudget(change, ticket.id, cause.depth)
  if (stopped !== undefined) {
    await tellStopped(change, rule, ticket, stopped)
    await keep(change, rule, ticket.id, cause, { state: 'stopped', error: stopped })
    return true
  }
  await sql`savepoint before_rule`.execute(tx)
  const acted = await act(change, rule, ticket)
  if (!acted.ok) {
    await sql`rollback to savepoint before_rule`.execute(tx)
    await keep(change, rule, ticket.id, cause, { state: 'failed', error: acted.error.message })
  } else if (acted.value.did.length > 0 || Object.keys(acted.value.changes).length > 0) {
    await keep(change, rule, ticket.id, cause, { state: 'done', error: null, ...acted.value })
  }
  return true
}

const hasRun = async ({ tx, actor }: Change, ruleId: string, ticketId: string, cause: string): Promise<boolean> => {
  const run = await tx
    .selectFrom('rule_run')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where('ticket_id', '=', ticketId)
    .where('rule_id', '=', ruleId)
    .where('cause', '=', cause)
    .executeTakeFirst()
  return run !== undefined
}

const keep = async (
  { tx, lodge, actor }: Change,
  rule: RuleRow,
  ticketId: string,
  cause: Cause,
  outcome: { state: RuleRunState; error: string | null } & Partial<Deeds>,
): Promise<void> => {
  await tx
    .insertInto('rule_run')
    .values({
      desk_id: actor.deskId,
      rule_id: rule.id,
      id: lodge.store.nextId(),
      ticket_id: ticketId,
      cause: cause.key,
      event_id: cause.eventId,
      rule_name: rule.name,
      state: outcome.state,
      depth: cause.depth,
      changes: JSON.stringify(outcome.changes ?? {}),
      did: outcome.did ?? [],
      error: outcome.error,
      created_at: new Date(),
    })
    .execute()
}
