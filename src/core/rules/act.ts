import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { addMessage } from '../messages/add.ts'
import { fail, ok, type Result } from '../result.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'
import { type Changes, changesBetween, updateTicket } from '../tickets/update.ts'
import type { Action } from './action.ts'
import { explain } from './explain.ts'
import type { RuleRow } from './rule.ts'
import { wantedChange } from './wanted-change.ts'

/** What a rule did: the ticket's fields by name, from what to what, and what else, in words. */
export type Deeds = { changes: Changes; did: string[] }

/** Does what a rule says to a ticket that the change has locked, all or nothing: on a failure the caller undoes it. */
export const act = async (
  change: Change,
  rule: Pick<RuleRow, 'id' | 'name' | 'actions'>,
  ticket: TicketSnapshot,
): Promise<Result<Deeds, { code: 'action_failed'; message: string }>> => {
  const wanted = wantedChange(rule.actions, new Date())
  const after = await updateTicket(change, ticket.id, wanted)
  if (!after.ok) return fail({ code: 'action_failed', message: await explain(change, after.error, wanted) })
  const { updated_at: _, ...changes } = changesBetween(ticket, after.value)
  const did: string[] = []
  for (const action of rule.actions) {
    const done = await actOnce(change, rule, after.value, action)
    if (!done.ok) return done
    if (done.value !== undefined) did.push(done.value)
  }
  return ok({ changes, did })
}

const actOnce = async (
  change: Change,
  rule: Pick<RuleRow, 'id' | 'name'>,
  ticket: TicketSnapshot,
  action: Action,
): Promise<Result<string | undefined, { code: 'action_failed'; message: string }>> => {
  switch (action.do) {
    case 'note': {
      const body = { format: action.body_format, source: action.body }
      const note = { author: 'agent' as const, body, public: false, attachments: [] }
      const added = await addMessage(change, ticket.id, note)
      if (!added.ok) return fail({ code: 'action_failed', message: await explain(change, added.error, {}) })
      return ok('added an internal note')
    }
    case 'webhook': {
      const { endpoint, text } = action
      await notify(change, rule, ticket, { channel: 'webhook', endpoint, text })
      return ok(`told webhook ${endpoint}`)
    }
    case 'slack': {
      const { connection, channel: to, text } = action
      await notify(change, rule, ticket, { channel: 'slack', connection, to, text })
      return ok(`told Slack channel ${to}`)
    }
    default:
      return ok(undefined)
  }
}

/** The event is the order: the channel that it names plans a delivery for it. */
const notify = (
  change: Change,
  rule: Pick<RuleRow, 'id' | 'name'>,
  ticket: TicketSnapshot,
  to:
    | { channel: 'webhook'; endpoint: string; text: string }
    | { channel: 'slack'; connection: string; to: string; text: string },
): Promise<void> =>
  recordEvent(change, {
    type: 'rule.notified',
    ticketId: ticket.id,
    data: { rule: { id: rule.id, name: rule.name }, ticket, ...to },
  })
