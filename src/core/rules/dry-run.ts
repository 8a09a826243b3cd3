import type { Change } from '../change.ts'
import { fail, ok, type Result } from '../result.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'
import { holds } from './condition.ts'
import { readAround } from './facts.ts'
import type { Facts } from './field.ts'
import { liveRule, type RuleNotFound } from './find.ts'
import { type Foresight, openForesight } from './foresee.ts'
import { momentsToReplay } from './replay.ts'

type WouldDo = Foresight & {
  ticket: { id: string; number: number; subject: string }
  /** What the rule would first have acted on: an event, or, of a rule that waits for a time, null. */
  event: { id: string; type: string; created_at: string } | null
  /** How many events it would have acted on. */
  times: number
}

export type DryRun = {
  /** How many tickets and events were looked at. */
  tickets: number
  events: number
  data: WouldDo[]
}

/** How much is held in memory at once. */
const AT_ONCE = 100

/**
 * What a rule would have done to a desk's last tickets, and writes nothing: every event of theirs is looked at with the
 * ticket as it was then (a rule that waits for a time: as it is now). A ticket's first match says what would have changed.
 * It says nothing of what other rules would have done before, and looks at contacts and companies as they are now.
 */
export const dryRunRule = async (change: Change, id: string, last: number): Promise<Result<DryRun, RuleNotFound>> => {
  const rule = await liveRule(change, id)
  if (!rule) return fail({ code: 'rule_not_found' })
  const foresee = await openForesight(change, rule.actions)
  const replay = await momentsToReplay(change, rule, last)
  const found = new Map<string, WouldDo>()
  for (let from = 0; from < replay.keys.length; from += AT_ONCE) {
    const moments = await replay.read(replay.keys.slice(from, from + AT_ONCE))
    const tickets = moments.map(({ ticket }) => ticket)
    const around = await readAround(change.tx, change.actor.deskId, rule.conditions, tickets)
    for (const { ticket, message, at, event } of moments) {
      const facts: Facts = { ticket, ...around(ticket), message, now: at }
      if (!holds(rule.conditions, facts)) continue
      const known = found.get(ticket.id)
      if (known) known.times += 1
      else found.set(ticket.id, { ticket: briefly(ticket), event, times: 1, ...(await foresee(ticket, at)) })
    }
  }
  return ok({ tickets: replay.tickets, events: replay.events, data: [...found.values()] })
}

const briefly = ({ id, number, subject }: TicketSnapshot) => ({ id, number, subject })
